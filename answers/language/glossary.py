"""Words of UN governance in both languages: by them an English question finds a Chinese passage, and the other way round.

Each entry is a notion, the English words for it (a regular expression) and the Chinese ones. A notion is no translation of
a name: names are the register's business.
"""

from __future__ import annotations

import functools
import re
from typing import Final

_NOTIONS: Final[tuple[tuple[str, str, str], ...]] = (
    # ---- people and numbers
    ("staff", r"staff\w*|personnel|employ\w*|people work\w*|persons? work\w*|work(?:ed|ing)? for|headcount|workforce", r"工作人员|人员编制|职员|雇员"),
    ("professional", r"professionals?\b", r"专业"),
    ("general-service", r"general service\w*|support staff|clerical", r"一般事务"),
    ("post", r"posts?\b|positions?\b", r"员额|职位"),
    ("away", r"away from|outside|elsewhere|other than in|beyond", r"以外|之外"),
    ("increase", r"increas\w*|grow\w*|grew|rose|raise\w*|expand\w*|doubl\w*", r"增加|增长|扩大|提高|上升|翻"),
    ("decrease", r"decreas\w*|reduc\w*|cut\w*|fell|drop\w*|less(?:en)?", r"减少|削减|降低|下降"),
    ("largest", r"largest|biggest|top\b|most\b|greatest|highest", r"最大|最多|最高"),
    ("half", r"half\b", r"一半|半数"),
    ("share", r"share\b|percent\w*|per cent|proportion|fraction|ratio", r"百分|比例|占|%"),
    ("members", r"members?\b|membership|made up|composition|composed", r"成员|会员|组成"),
    ("vice", r"vice-\w+|deput\w+", r"副"),
    ("rapporteur", r"rapporteurs?", r"报告员"),
    ("officers", r"officers?\b", r"官员"),
    ("countries", r"countr\w+|states?\b|nations?\b|governments?", r"国家|会员国|成员国|政府|缔约国|国"),
    ("entities", r"entit\w+|agenc\w+|organi[sz]ations?", r"实体|机构|组织"),
    ("experts", r"experts?\b|specialists?", r"专家"),
    ("ministers", r"minist\w+", r"部长"),
    ("capital-delegates", r"capitals?\b", r"首都"),
    ("women", r"wom[ae]n|gender", r"妇女|性别"),
    ("youth", r"youth|young", r"青年"),
    ("media", r"media\b|press\b|news\b", r"媒体|新闻"),
    ("social-media", r"social media|accounts?\b|followers", r"社交媒体|账户|关注者"),
    ("pledges", r"pledg\w*|commitments?", r"承诺"),
    ("companies", r"compan\w+|business\w*|enterpris\w*|firms?\b|corporat\w+", r"企业|公司|商业"),
    ("civil-society", r"civil society|ngos?\b|non-?governmental", r"民间社会|非政府"),
    ("private-sector", r"private sector", r"私营部门"),
    ("stakeholders", r"stakeholders?|major groups", r"利益攸关方|利益相关|主要群体"),
    ("region", r"regions?\b|regional", r"区域|地区"),
    ("nation", r"national", r"国家"),
    # ---- money
    ("contribution", r"contribut\w*|donat\w*|donors?\b|gave\b|paid", r"捐款|捐助|供资|捐赠"),
    ("core", r"core\b", r"核心"),
    ("earmarked", r"earmark\w*", r"专用|指定用途"),
    ("approved", r"approv\w*|appropriat\w*|authori[sz]ed budget", r"核准|核定|批款|拨款|批准"),
    ("received", r"receiv\w*|receipts?|income|actual\w*|came in", r"收到|实收|到账|收入"),
    ("requested", r"request\w*|propos\w*|applied", r"申请|拟议|请求|提议"),
    ("budget", r"budget\w*", r"预算"),
    ("regular-budget", r"regular[- ]budget", r"经常预算"),
    ("resources", r"resources?|money|funding|funds?\b|financ\w*|extra-?budgetary", r"资源|资金|经费|供资|财政|预算外"),
    ("trust-fund", r"trust funds?", r"信托基金"),
    ("consultants", r"consultan\w*", r"咨询顾问|顾问"),
    ("furniture", r"furniture|supplies", r"用品|家具"),
    ("scale", r"scale of", r"分摊比额表|比额"),
    ("donor-dependence", r"depend\w*|relian\w*", r"依赖"),
    # ---- governance
    ("rules", r"rules of procedure", r"议事规则"),
    ("universal", r"universal\w*", r"普遍"),
    ("bureau", r"bureau\b", r"主席团"),
    ("election", r"elect\w*", r"选举|选出|当选"),
    ("term", r"terms? of office|tenure|mandate period", r"任期"),
    ("accredit", r"accredit\w*", r"认证"),
    ("access-information", r"access[- ](?:to[- ])?information|information[- ]access|disclosure", r"信息获取|获取信息"),
    ("policy", r"polic(?:y|ies)", r"政策"),
    ("strategy", r"strateg\w+", r"战略"),
    ("plan", r"plans?\b", r"计划"),
    ("programme-of-work", r"programmes? of work|work programmes?", r"工作方案|工作计划"),
    ("framework", r"frameworks?", r"框架"),
    ("option", r"options?\b|ideas?\b", r"备选方案|选项|方案|设想"),
    ("proposal", r"propos\w+|suggest\w*|recommend\w*", r"提议|建议|提案|倡议|提出"),
    ("support", r"support\w*|back(?:ed|ing)", r"支持|支助|赞成"),
    ("oppose", r"oppos\w*|reject\w*|against", r"反对|拒绝"),
    ("agree", r"agree\w*|consensus|accord\b|unanim\w*", r"同意|商定|一致|协商一致|达成"),
    ("not-agree", r"(?:not|never|fail\w*|unable) (?:\w+ )?agree\w*", r"未能|没有达成|未达成"),
    ("consultation", r"consult\w*", r"磋商|协商|咨询"),
    ("negotiation", r"negotiat\w*", r"谈判"),
    ("reform", r"reform\w*", r"改革"),
    ("governance", r"governance|governing", r"治理|理事"),
    ("coherence", r"coheren\w*|consisten\w*", r"一致性|连贯|协调一致"),
    ("coordination", r"coordinat\w*|cooperat\w*|collaborat\w*", r"协调|协作|合作"),
    ("consolidate", r"consolidat\w*|merg\w*|cent(?:er|re)?ali[sz]\w*|bring\w* together|combin\w*", r"合并|集中|整合"),
    ("headquarters", r"headquarters?|head office", r"总部"),
    ("functions", r"functions?\b|dut(?:y|ies)|tasks?", r"职能|功能|任务|职责"),
    ("move", r"mov(?:e|ed|es|ing)\b|relocat\w*|transferr?\w*|redeploy\w*", r"调至|搬|迁|调往|移|转"),
    ("post-in", r"station\w*|based\b|posted|deploy\w*", r"派驻|驻|设在"),
    ("supervise", r"supervis\w*|oversee\w*|oversight|manag\w*|report\w* (?:straight|directly)", r"监督|管理|负责|督导"),
    ("subprogramme", r"sub-?programmes?", r"次级方案"),
    ("secretariat", r"secretariats?", r"秘书处"),
    ("division", r"divisions?\b", r"司"),
    ("office", r"offices?\b", r"办事处|办公室"),
    ("country-office", r"country offices?", r"国家办事处"),
    ("liaison", r"liaison", r"联络处"),
    ("subregional", r"sub-?regional", r"次区域|分区域"),
    ("regional-office", r"regional offices?", r"区域办事处"),
    ("unit", r"units?\b", r"股"),
    ("team", r"teams?\b", r"小组|队|组"),
    ("new", r"\bnew(?:ly)?\b", r"新"),
    ("presence", r"presences?", r"派驻机构"),
    ("retain", r"retain\w*|keep\w*|kept|preserv\w*|remain\w*", r"保留|仍|继续"),
    ("focal", r"focal points?|contact points?", r"联络点|协调中心|协调人"),
    ("sign", r"sign(?:ed|ing|atories|atory)?\b", r"签署"),
    ("cost", r"costs?\b|expens\w*", r"费用|开支|花费"),
    # ---- doing
    ("report", r"report\w*", r"报告|汇报|通报"),
    ("annual", r"annual\w*|each year|every year|yearly", r"每年|年度"),
    ("progress", r"progress\w*", r"进展|进度"),
    ("inform", r"inform(?:s|ed)?\b|brief\w*|keep .* informed", r"通报|简报|告知"),
    ("submit", r"submit\w*|present\w*|transmit\w*", r"提交|提请|呈交|提出"),
    ("implement", r"implement\w*|carried out|carry out|execut\w*|put into", r"执行|实施|落实|贯彻"),
    ("revise", r"revis\w*|amend\w*|updat\w*", r"修订|修正|订正|修改"),
    ("review", r"review\w*|examin\w*|consider\w*", r"审查|审议|审评"),
    ("monitor", r"monitor\w*", r"监测"),
    ("evaluate", r"evaluat\w*|assess\w*", r"评估|评价"),
    ("complete", r"complet\w*|finish\w*|final\w*|conclud\w*", r"完成|最终|最后|结束"),
    ("begin", r"begin\w*|start\w*|launch\w*|commenc\w*", r"开始|启动|发起"),
    ("establish", r"establish\w*|creat\w*|set up|found(?:ed|ing)|form(?:ed|ation)", r"设立|成立|建立|创建"),
    ("end", r"terminat\w*|end(?:ed|s|ing)?\b|clos\w+|dissol\w*|abolish\w*", r"终止|结束|解散|闭幕"),
    ("extend", r"exten[ds]\w*|prolong\w*|renew\w*|more time", r"延长|展延"),
    ("develop", r"develop(?:ed|ing|s)?\b|formulat\w*|elaborat\w*|draft\w*|draw\w* up|drew up", r"制定|制订|拟订|编写|起草|开发"),
    ("publish", r"publish\w*|releas\w*|issued?\b|edition", r"公布|发布|出版|印发|问世"),
    ("produce", r"produc\w*|prepar\w*|writ\w*|wrote", r"编写|编制|撰写|编拟"),
    ("attend", r"attend\w*|particip\w*|took part|take part|represented|present at|came to", r"参加|出席|与会|派代表|参与"),
    ("observers", r"observers?", r"观察员"),
    ("host", r"host\w*", r"主办|东道|承办"),
    ("organise", r"organi[sz](?:ed|es|ing|er|ers)\b|convene\w*", r"组织|举办|召开|召集|共同组织"),
    ("chair", r"chair\w*|co-chair\w*|presid\w+", r"主席|主持"),
    ("speak", r"spoke|speak\w*|statement\w*|address(?:ed)?|opened|opening", r"发言|致辞|讲话|开幕"),
    ("welcome", r"welcom\w*", r"欢迎"),
    ("thank", r"thank\w*|grateful|gratitude|appreciat\w*", r"感谢|谢意|赞赏"),
    ("adopt", r"adopt\w*|passed", r"通过"),
    ("endorse", r"endors\w*|approv\w*", r"核可|核准|批准|认可"),
    ("urge", r"urg(?:e|ed|es|ing)\b", r"敦促|促请"),
    ("encourage", r"encourag\w*", r"鼓励"),
    ("invite", r"invit\w*", r"邀请"),
    ("ask", r"ask(?:ed|s)?\b|request\w*|call\w* (?:up)?on", r"请|要求|请求"),
    ("authorise", r"authori[sz]\w*", r"授权"),
    ("supplement", r"supplement\w*|addendum|adds? to", r"补充|增编"),
    ("campaign", r"campaigns?\b", r"运动"),
    ("award", r"awards?\b|prizes?\b|honou?rs?\b", r"奖"),
    ("day", r"world environment day", r"世界环境日"),
    ("theme", r"themes?\b|topic|motto|slogan", r"主题"),
    ("website", r"websites?|web site|online|portals?|platforms?", r"网站|网上|在线|门户|平台"),
    ("library", r"librar\w+|digital assets?", r"图书馆|数字资产"),
    ("training", r"train\w*|courses?\b|workshops?", r"培训|课程|讲习班"),
    ("database", r"databases?|data ?banks?", r"数据库"),
    ("indicators", r"indicators?", r"指标"),
    ("emissions", r"emissions?|greenhouse|inventory", r"排放|温室气体|清单"),
    ("climate-neutral", r"climate[- ]neutral\w*", r"气候中和"),
    ("peer-review", r"peer[- ]reviews?\w*", r"同行审议|同行审查"),
    ("pilot", r"pilots?\b", r"试点"),
    ("inter-agency", r"inter-?agency", r"机构间"),
    ("system-wide", r"system-wide", r"全系统"),
    ("mainstream", r"mainstream\w*", r"主流"),
    ("memorandum", r"memorand\w*|mou\b", r"谅解备忘录"),
    ("partnership", r"partner\w*", r"伙伴"),
    ("science-policy", r"science[- ]policy", r"科学.政策|科学与政策"),
    ("science", r"scien\w+", r"科学"),
    ("technology", r"technolog\w*", r"技术"),
    ("capacity", r"capacity[- ]building|capacit\w+", r"能力建设|能力"),
    ("technical-support", r"technology support|technical (?:support|assistance)", r"技术支持|技术支助|技术援助"),
    ("scarce", r"lack\w*|insufficient|limited|shortage|inadequate|scarce|not enough|short of", r"不足|缺乏|有限|有待|欠缺|未能"),
    ("challenge", r"challenges?|obstacles?|difficult\w*|problems?", r"挑战|困难|障碍|问题"),
    ("recommendation", r"recommend\w*", r"建议"),
    # ---- matters
    ("biodiversity", r"biodiversity|biological diversity", r"生物多样性"),
    ("land", r"\blands?\b|soil", r"土地"),
    ("drylands", r"dry-?lands?", r"旱地"),
    ("desertification", r"desertific\w*", r"荒漠化"),
    ("green-economy", r"green econom\w+", r"绿色经济"),
    ("inclusive", r"inclusive", r"包容性"),
    ("chemicals", r"chemicals?\b", r"化学品"),
    ("waste", r"wastes?\b", r"废物"),
    ("mercury", r"mercury", r"汞"),
    ("plastic", r"plastics?\b", r"塑料"),
    ("pollution", r"pollut\w*", r"污染"),
    ("marine", r"marine|oceans?|seas?\b", r"海洋"),
    ("water", r"\bwaters?\b|freshwater", r"水"),
    ("air", r"\bair\b", r"空气"),
    ("wildlife", r"wildlife|traffick\w*", r"野生动物|贩运"),
    ("forest", r"forests?\b", r"森林"),
    ("climate", r"climate", r"气候"),
    ("energy", r"energy", r"能源"),
    ("environment", r"environment\w*", r"环境"),
    ("sustainable-development", r"sustainable development", r"可持续发展"),
    ("sustainability", r"sustainab\w+", r"可持续"),
    ("consumption-production", r"consumption|sustainable production", r"消费与生产|消费和生产"),
    ("procurement", r"procure\w*|purchas\w*", r"采购"),
    ("poverty", r"poverty", r"贫穷|贫困|减贫"),
    ("health", r"health", r"健康|卫生"),
    ("trade", r"trade\b", r"贸易"),
    ("law", r"\blaws?\b|legal\w*|legislat\w*", r"法律|立法|法"),
    ("binding", r"binding", r"约束力"),
    ("treaty", r"treat(?:y|ies)|conventions?|agreements?", r"公约|条约|协定"),
    ("instrument", r"instruments?\b", r"文书"),
    ("humanitarian", r"humanitarian|emergenc\w+|disaster\w*", r"人道主义|紧急|应急|灾"),
    ("financing", r"financing", r"筹资|融资|供资"),
    ("outlook", r"outlook", r"展望"),
    ("dust", r"dust", r"沙尘"),
    ("agenda-2030", r"2030 agenda", r"2030年(?:可持续发展)?议程"),
    ("sdgs", r"sdgs?\b|sustainable development goals?", r"可持续发展目标"),
    ("post-2015", r"post-?2015", r"2015年后"),
    ("aichi", r"aichi", r"爱知"),
    ("belgrade", r"belgrade", r"贝尔格莱德"),
    ("marrakech", r"marrakech", r"马拉喀什"),
    ("roadmap", r"road-?map", r"路线图"),
    ("annex", r"annex\w*", r"附件"),
    ("summary", r"summar\w+", r"摘要"),
    ("agenda", r"agenda\b", r"议程"),
    ("deadline", r"by when|deadline|due\b", r"期限|之前|年底"),
)  # fmt: skip


@functools.cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if language == "zh":
        return tuple((name, re.compile(zh)) for name, _, zh in _NOTIONS)
    return tuple((name, re.compile(rf"\b(?:{en})")) for name, en, _ in _NOTIONS)


def notions(text: str) -> dict[str, tuple[int, int]]:
    """The notions of a normalised text in either language or both, each with the place of its first word."""
    found: dict[str, tuple[int, int]] = {}
    for language in ("zh", "en"):
        for name, pattern in _patterns(language):
            if name not in found and (match := pattern.search(text)):
                found[name] = match.span()
    return found


@functools.cache
def _named() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {name: (re.compile(zh), re.compile(rf"\b(?:{en})")) for name, en, zh in _NOTIONS}


@functools.lru_cache(maxsize=65536)
def holds(text: str, notion: str) -> bool:
    """Whether a normalised text has one notion: a single look, where `notions` takes two hundred."""
    zh, en = _named()[notion]
    return bool(zh.search(text) or en.search(text))
