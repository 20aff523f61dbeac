"""Official wording -> domain values. Pure functions: nothing here opens a file, draws or logs.

The road from a `Document` to a `PlanDraft` (`understand.understand` walks it):

    understand      which part of the document is the plan; what other parts are told
     ├ a Grid                    table        header, columns, body (`columns`, `merges`, `text_columns`)
     │                           annex        its rows, read down once (`heading_rows`, `odd_rows`, `unit_columns`,
     │                                        `aim_columns`, `carried`: what a page break repeats)
     ├ Paragraphs: a table       cleaning     what the web put into the text (`furniture`)
     │   in running text         text_tables  its form: a row a line (`delimited`), a cell a line with bars (`barred`),
     │                                        drawn (`drawn`), blocks of labels (`records`), or a cell a line
     │                                        (`flattened`; many columns: `flat_header`, `flat_cells`, `flat_sorts`,
     │                                        `flat_columns`, `flat_grid`); then on as a Grid
     └ Paragraphs: prose         prose        numbered items under headings
                                              before it: `wrapping` (lines broken in mid-sentence), `run_on` and
                                              `run_together` (line breaks lost), `prose_lines`, `prose_numbers`
                                              beside it: `prose_head`, `prose_items`, `prose_duties`, `sections`;
                                              behind a group of items: `prose_closing`
    outline         what every reader hands over: headings, measures, unit cells as printed, `Remark`s
    said_once       times and conventions said once for many rows;  repeats: what is printed twice
    letter, layout  the notice around an annex; the layout of a plan that was no table
    assemble        ids, positions, units and roles (`lending`: whose units a blank cell takes), dates
                    (`row_deadlines`), doubts (`row_remarks`)
    second_places   a measure that stands in the annex and in the prose is one measure with two places

What the wording means, whatever the form:

    units           市甲局牵头，市乙局配合 -> units and roles, and back (`unit_names`, `duty_phrase`)
    deadlines       2026年6月底前 -> the last day and how it follows.
                    `typed_days`: 明天, as typed; `deadline_rules`: wordings that stand alone;
                    `deadline_in_text`: those in sentences; `deadline_days`: the days they mean
    recurrences     每月25日前;  targets: 100个以上;  stages: 动员部署阶段（3月—4月）
    headings        numbers 一、（一）1.;  numerals: their values;  head: title, 文号, body, date
    folding         what two spellings share;  likeness, sound: names that are nearly the same, or found by initials
"""
