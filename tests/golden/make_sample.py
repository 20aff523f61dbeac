"""Makes our own sample annex (工作分工表) of an invented city: `python tests/golden/make_sample.py TARGET.xlsx`."""

import sys
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from pathlib import Path

import xlsxwriter

SHEET = "工作分工表"
CORNER = "附件"
TITLE = "云河市贯彻落实《提升城市品质三年行动方案》2026年工作分工表"
HEADER = ("序号", "工作内容", "", "工作落实单位")
WIDTHS = (6, 20, 70, 30)
LINE_POINTS = 17.5  # one printed line of 12-point type
MADE_ON = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the office's own clock; fixed, so that a rebuild is the same


@dataclass(frozen=True)
class Cell:
    """A unit phrase and the measures of the rows that its merged cell covers."""

    phrase: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A heading, its number, and its rows."""

    number: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> int:
        return sum(len(cell.texts) for cell in self.cells)


def cell(phrase: str, *texts: str) -> Cell:
    """The unit cell that says `phrase` beside these measures."""
    return Cell(phrase, texts)


def group(number: str, title: str, *cells: Cell) -> Group:
    """The heading with these unit cells and their measures."""
    return Group(number, title, cells)


GROUPS = (
    group(
        "一",
        "健全工作推进机制。",
        cell(
            "市政府办公室牵头，各区(县)政府及市有关部门配合。",
            "成立市提升城市品质工作领导小组，建立部门会商、现场督导和情况通报制度，"
            "统筹协调跨部门、跨区域的重大事项。各区(县)对应建立工作专班，明确分管负责人和联络员。",
        ),
        cell(
            "市财政局负责",
            "落实工作经费。",
        ),
        cell(
            "市委组织部牵头，市政府办公室配合。",
            "将提升城市品质工作纳入年度绩效考核，每季度通报一次进展，对措施实、成效好、群众认可的给予通报表扬，"
            "对进展滞后、群众反映集中的单位进行约谈。",
        ),
        cell(
            "市政府办公室负责。",
            "每月25日前汇总各单位工作进展，对照时限要求提出预警名单，编印工作简报，报送市领导小组并抄送各成员单位。",
        ),
    ),
    group(
        "二",
        "推进城镇老旧小区改造。",
        cell(
            "市住房城乡建设局牵头，市城市管理局、国网云河供电公司、市消防救援支队配合。",
            "对2000年以前建成的住宅小区逐栋调查建档，摸清水、电、气、路、信等设施底数，"
            "形成改造项目储备清单并向社会公开，2026年10月31日前完成。",
            "改造老旧小区60个以上，惠及居民1.8万户，实施屋面防水、外墙保温和楼道修缮，"
            "同步整治飞线充电、违规搭建和消防通道堵塞等突出问题，2026年11月底前全部完工。",
            "支持既有住宅加装电梯，年内新增投入使用不少于120台，对高龄、残疾居民较多的楼栋优先安排；"
            "简化规划、施工、电力增容等手续，实行一窗受理、并联审批。",
        ),
        cell(
            "各区(县)政府负责,市委社会工作部配合",
            "推行“居民点单、社区议单、专班接单”工作法，改造方案须征得三分之二以上住户同意；"
            "改造完成后同步引入物业服务或者组织居民自管，防止改后失管。",
        ),
    ),
    group(
        "三",
        "完善市政基础设施。",
        cell(
            "市住房城乡建设局、市水务局牵头，各区(县)政府配合",
            "更新改造使用年限较长、材质落后的供水、燃气、排水管道共计180公里，其中燃气管道不少于45公里。"
            "严格落实施工现场管线交底和专人监护制度，杜绝野蛮施工造成管线破坏；"
            "改造后的管网信息全部录入城市地下管线综合管理平台，实现“一张图”管理。"
            "主城区供水管网漏损率控制在8.5%以内，工程于12月15日前完成竣工验收。",
        ),
        cell(
            "市水务局牵头，市城市管理局、市应急管理局、市气象局配合。",
            "完成36处易涝积水点整治，逐点落实责任人和应急预案，配齐移动排涝设备，"
            "健全雨情水情会商和闸站联合调度制度，2026年5月31日前全部销号。",
            "开展城区排水管网清淤疏浚。",
        ),
        cell(
            "市交通运输局负责。",
            "打通断头路12条，优化公交线路20条以上，加密早晚高峰和夜间班次，在学校、医院、产业园区周边增设定制公交，"
            "中心城区公交站点500米覆盖率达到100%，年底前完成。",
        ),
    ),
    group(
        "四",
        "提升城市环境面貌。",
        cell(
            "市城市管理局牵头，市公安局、市市场监管局、市商务局配合",
            "开展主次干道、背街小巷、农贸市场周边环境整治，规范户外广告、店招标牌和占道经营，"
            "清理乱停乱放、乱拉乱挂，科学划定便民疏导点，兼顾市容秩序与群众生计。",
            "新建、改造城市公共厕所30座，配齐无障碍设施和第三卫生间，推动沿街机关、企事业单位厕所向社会开放，"
            "2026年9月底前完成。",
        ),
        cell(
            "市城市管理局牵头，各区(县)政府配合。",
            "推进生活垃圾分类提质增效，完善分类投放、收集、运输、处理体系，规范大件垃圾、装修垃圾预约收运，"
            "居民小区分类设施覆盖率达到98%以上，回收利用率达到40%以上。",
        ),
    ),
    group(
        "五",
        "建设宜居绿色空间。",
        cell(
            "市自然资源局、市园林绿化中心牵头，市财政局、各区(县)政府配合。",
            "“十五五”期间，新建口袋公园150个、城市绿道200公里，人均公园绿地面积达到15平方米以上。",
            "利用边角地、闲置地和桥下空间建设一批群众身边的健身场地，合理布置儿童游乐、老年休憩、夜间照明设施，"
            "2026年11月25日前向社会公布首批点位。",
        ),
        cell(
            "市文化广电旅游体育局负责",
            "推动学校体育场馆向社会开放。",
        ),
        cell(
            "市水务局牵头,市生态环境局、市自然资源局配合。",
            "实施云河城区段岸线生态修复，贯通滨河慢行步道18公里，保护沿线古桥、古渡等历史遗存，"
            "布设亲水平台、健身驿站和科普标识，到2027年基本建成水清岸绿、游憩便利的滨水公共空间。",
        ),
    ),
    group(
        "六",
        "深入打好污染防治攻坚战。",
        cell(
            "市生态环境局牵头，市工业和信息化局、市公安局、市交通运输局配合。",
            "强化扬尘、机动车、餐饮油烟等综合治理，落实施工工地“六个百分之百”要求，"
            "推进重点行业企业超低排放改造和清洁能源替代，扩大新能源公交、环卫、物流车辆应用，"
            "加强秋冬季重污染天气应对，全年空气质量优良天数比率不低于88%。",
        ),
        cell(
            "市生态环境局、市水务局负责",
            "巩固城市黑臭水体治理成效，加强截污、清淤、补水和日常管护，每季度开展一次水质监测并公布结果，"
            "对返黑返臭水体查明原因、限期治理，实行挂牌督办。",
            "完成入河排污口排查、监测、溯源，建立“一口一档”，11月28日前完成整治销号。",
        ),
    ),
    group(
        "七",
        "扩大优质公共服务供给。",
        cell(
            "市教育局牵头，市发展改革委、市财政局、市自然资源局配合。",
            "新建、改扩建中小学校和幼儿园15所，新增学位1.2万个，优先补足人口集中流入片区的学位缺口，"
            "同步配齐师资、食堂和午休设施，2026年8月25日前全部投入使用。",
        ),
        cell(
            "市卫生健康委负责,市医保局配合",
            "推进紧密型城市医疗集团建设，促进优质医疗资源下沉，二级以上公立医院全部实现检查检验结果互认，"
            "常见病、慢性病用药目录上下衔接，基层医疗卫生机构诊疗量占比达到65%以上。",
        ),
        cell(
            "市民政局牵头，市住房城乡建设局、卫生健康委、残联配合。",
            "健全“县有中心、乡有枢纽、村有站点”的养老服务网络，新增社区长者食堂40家，"
            "为3000户经济困难的失能、高龄老年人家庭实施适老化改造，12月31日前完成。",
            "发展普惠托育服务，支持幼儿园延伸办托、用人单位办托和社区嵌入式托育，"
            "每千人口拥有3岁以下婴幼儿托位数达到4.8个以上。",
        ),
    ),
    group(
        "八",
        "加强住房保障和稳定就业。",
        cell(
            "市住房城乡建设局牵头，市自然资源局、市财政局、市税务局配合。",
            "筹集保障性租赁住房3500套，优先解决新市民、青年人和环卫、公交、快递等行业从业人员的住房困难，"
            "2026年12月20日前完成配租。",
        ),
        cell(
            "市人力资源社会保障局负责",
            "建设“家门口”就业服务站80个，"
            "面向高校毕业生、就业困难人员和返乡务工人员提供岗位推荐、技能培训和创业指导，城镇新增就业4.5万人以上。",
        ),
        cell(
            "市人力资源社会保障局负责。",
            "健全根治欠薪长效机制，落实工程建设领域农民工工资专用账户、实名制管理和工资保证金制度，"
            "每月对在建项目开展一次排查，对欠薪线索实行台账管理、动态清零。",
        ),
    ),
    group(
        "九",
        "持续优化营商环境。",
        cell(
            "市政务服务和数据管理局牵头，市有关部门配合。",
            "深化“高效办成一件事”改革，新增联办事项20项，"
            "实现企业开办、工程建设、不动产登记等高频事项全程网办、跨区域通办，推广电子证照、电子印章和免证办理，"
            "政务服务事项网上可办率达到95%以上，2026年11月27日前上线运行。",
            "规范涉企行政检查。",
            "推行行政检查“扫码入企”，同一部门对同一企业的多项检查合并实施，能不入企的不入企。",
            "在市、区(县)政务服务大厅设立企业综合服务专窗，对企业反映的跨部门问题实行统一受理、分类转办、限时反馈，"
            "办理结果由企业评价。",
        ),
        cell(
            "市发展改革委牵头，市司法局、市市场监管局等有关部门配合。",
            "全面清理妨碍统一市场和公平竞争的政策措施，清理结果于2026年8月底前向社会公开；"
            "建立新出台政策公平竞争审查会审制度，未经审查或者经审查不合格的一律不得出台。",
        ),
        cell(
            "市工业和信息化局、市财政局负责",
            "落实惠企政策直达快享机制，编制政策清单和办事指南，推动符合条件的企业免申即享、资金直达账户，"
            "每年为中小微企业提供免费诊断服务不少于500家次。",
        ),
    ),
    group(
        "十",
        "守牢城市安全底线。",
        cell(
            "市应急管理局牵头，各区(县)政府及市有关部门配合。",
            "聚焦燃气、建筑施工、道路交通、高层建筑、大型商业综合体、人员密集场所等重点领域，"
            "开展城市安全风险隐患大排查大整治，逐项登记、逐级认领、限期整改，对整改不力的依法从严查处，"
            "对重大隐患由市政府挂牌督办。加快城市生命线安全工程建设，"
            "在燃气、供水、排水、桥梁等领域布设前端感知设备1.6万套，建成市级监测预警平台，与省级平台互联互通，"
            "形成监测、预警、处置、反馈的闭环管理。各区(县)配齐专业救援力量和物资装备，"
            "每季度组织不少于一次多部门参加的综合演练，演练情况记入安全工作台账。上述任务于2026年底前完成。",
        ),
        cell(
            "市消防救援支队牵头，市公安局、民政局、教育局配合。",
            "整治学校、医院、养老机构和生产经营租住自建房的消防安全隐患，拆除影响逃生救援的防盗网、广告牌，"
            "疏通生命通道，11月30日前实现重大火灾隐患动态清零。",
        ),
        cell(
            "市市场监管局负责",
            "强化食品药品安全监管，紧盯校园食堂、网络餐饮、农村集体聚餐等重点环节，"
            "严厉查处违法添加、虚假标签等行为，食品抽检不少于每千人5批次，不合格产品处置率达到100%。",
        ),
    ),
    group(
        "十一",
        "推动历史文化保护传承。",
        cell(
            "市文化广电旅游体育局、市住房城乡建设局牵头，云东区政府、云西区政府配合。",
            "编制历史文化名城保护规划，划定保护范围和建设控制地带；到2028年，"
            "完成5片历史文化街区和80处历史建筑的修缮利用，严禁拆真建假。",
        ),
    ),
    group(
        "十二",
        "提高城市治理水平。",
        cell(
            "市城市管理局牵头，市公安局、市政务服务和数据管理局、云河通信公司配合。",
            "建设城市运行管理服务平台，整合12345热线、数字城管、视频监控等资源，"
            "实现问题发现、派遣、处置、反馈全程可追溯，2026年6月底前完成一期工程。",
            "健全城市体检制度，每年从住房、小区、街区、城区四个维度开展一次城市体检，"
            "体检发现的问题列入下一年度建设计划。",
            "推进智慧停车建设，统一接入全市公共停车场运行信息，"
            "新增公共停车泊位5000个、错时共享泊位2000个、公共充电桩1200个，2027年6月底前完成。",
        ),
        cell(
            "市委宣传部牵头，团市委、市妇联、市总工会配合",
            "广泛宣传提升城市品质的经验做法和身边典型，组织志愿服务、邻里互助和“城市会客厅”议事活动，"
            "畅通意见建议渠道，引导市民群众共建共治共享。",
        ),
    ),
)


def make(target: Path) -> None:
    """Write the sample annex to `target`."""
    book = xlsxwriter.Workbook(target)
    book.set_properties({"title": TITLE, "author": "云河市人民政府办公室", "created": MADE_ON})
    sheet = book.add_worksheet(SHEET)
    _set_page(sheet)
    _write_head(book, sheet)
    row = 3
    for group in GROUPS:
        _write_group(book, sheet, row, group)
        row += group.rows
    book.close()


def _set_page(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.8, right=0.8, top=1.0, bottom=0.9)
    sheet.center_horizontally()
    sheet.repeat_rows(2)
    sheet.set_footer('&C&"宋体,常规"&12— &P —')


def _write_head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    corner = book.add_format({"font_name": "黑体", "font_size": 16, "valign": "vcenter"})
    title = book.add_format(
        {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    header = book.add_format(
        {"font_name": "黑体", "font_size": 12, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    )
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, CORNER, corner)
    sheet.set_row(1, 42)
    sheet.merge_range(1, 0, 1, 3, TITLE, title)
    sheet.set_row(2, 28)
    sheet.write_string(2, 0, HEADER[0], header)
    sheet.merge_range(2, 1, 2, 2, HEADER[1], header)
    sheet.write_string(2, 3, HEADER[3], header)


def _write_group(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, top: int, group: Group) -> None:
    body = {"font_name": "仿宋_GB2312", "font_size": 12, "valign": "vcenter", "text_wrap": True, "border": 1}
    left = book.add_format(body)
    centred = book.add_format({**body, "align": "center"})
    _write_down(sheet, top, 0, group.rows, group.number, centred)
    _write_down(sheet, top, 1, group.rows, group.title, left)
    row = top
    for cell in group.cells:
        _write_down(sheet, row, 3, len(cell.texts), cell.phrase, left)
        for text in cell.texts:
            sheet.write_string(row, 2, text, left)
            sheet.set_row(row, _height(text, cell, group))
            row += 1


def _write_down(
    sheet: xlsxwriter.worksheet.Worksheet,
    top: int,
    column: int,
    rows: int,
    text: str,
    style: xlsxwriter.format.Format,
) -> None:
    if rows == 1:
        sheet.write_string(top, column, text, style)
    else:
        sheet.merge_range(top, column, top + rows - 1, column, text, style)


def _height(text: str, cell: Cell, group: Group) -> float:
    lines = max(
        _lines(text, WIDTHS[2]),
        ceil(_lines(cell.phrase, WIDTHS[3]) / len(cell.texts)),
        ceil(_lines(group.title, WIDTHS[1]) / group.rows),
    )
    return lines * LINE_POINTS + 8


def _lines(text: str, width: float) -> int:
    characters = floor((width * 7 - 5) / 16)  # a Chinese character of 12 points is 16 pixels wide
    return ceil(len(text) / (characters - 1))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
