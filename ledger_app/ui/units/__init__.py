"""单位: the directory of units, what each has to do, and by which names it is found."""
