"""English words by what they ask for. Forms name them in braces; every word of them counts as understood."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "which": r"(?:which|what|whose|name the|identify the|tell me the|give me the|through which|under which|by which)",
    "who": r"(?:who|whom|which|what|whose|name|by whom|by what)",
    "when": r"(?:when|since when|(?:in |on |at |from )?(?:which|what) (?:exact |calendar )?(?:year|date|day|month|time)|date|year|how long ago|how old|as of when|what was the date|point in time)",
    "where": r"(?:where|(?:in |at )?(?:which|what) (?:city|cities|place|places|town|location|locations|country|duty station|venue)|cities)",
    "many": r"(?:how many|number of|how large|how big|what number|total of|count|size of|headcount|how often|how much)",
    "whether": r"^(?:and |so |but )?(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|am i right|is it true|is it correct|whether|true or false)\b",
    "act": r"(?:decisions?|resolutions?|texts?|acts?|declarations?|instruments?|documents?|meetings?|sessions?|provisions?|legal basis|authority|measure|paragraph)",
    "create": r"(?:re-?establish\w*|establish\w*|creat(?:e|ed|es|ing|ion|or|ors)\b|found(?:ed|ing|er|ers|ation)?\b|sets? (?:it |them |this |that |the \w+ )?up|set-?up|setting up|form(?:ed|ation|ing)\b|institut(?:ed|es|ing)\b|constitut(?:ed|es|ing|e)\b|launch\w*|(?:br(?:ing|ought)|c[oa]me|coming|call(?:ed)?|put) (?:\S+ ){0,8}?into (?:being|existence|life|operation)|ow(?:e|es|ed) its (?:existence|origin|creation|life)|origins?\b|originat\w*|inception|born\b|birth\b|set in motion|stood up|genesis|inaugurat\w*|is behind|was behind|begin\b|began|begun|start(?:ed|s)?\b|introduced?|made into being|beginnings)",
    "rename": r"(?:re-?nam\w*|re-?designat\w*|re-?titl\w*|re-?brand\w*|new names?|old names?|former(?:ly)? (?:name|known|called)\w*|previous(?:ly)? (?:name|known|called)\w*|earlier name|past name|original name|chang\w* (?:of |in |the |its |their |his |her )*(?:\S+ ){0,6}?(?:name|title|designation)|(?:name|title|designation) (?:\S+ ){0,8}?(?:chang\w*|alter\w*|replaced|given|adopted|before|earlier)|(?:called|known as|named) (?:\S+ ){0,6}?(?:before|earlier|previously|formerly|originally|now|today|nowadays|then)|(?:before|earlier|previously|formerly|originally|once|used to be|now|today) (?:called|known as|named)|used to be (?:called|known|named)|other name|different name|go(?:es)? by|under (?:the|a|its|what|which) (?:\w+ )?name|(?:present|current|today'?s?|its|own) name|what (?:was|is) \S+ called|name (?:\S+ ){0,3}(?:bear|bore|had|carry|carried|have)|(?:bear|bore|carried) (?:\S+ )?name)",
    "end": r"(?:(?<!-)end(?:ed|s|ing)?\b|terminat\w*|dissol\w*|abolish\w*|abolition|w[io]und(?:ing|s)? (?:\S+ )?up|wound down|wind down|wrap(?:ped)? up|discontinu\w*|ceas\w*|disband\w*|clos(?:e|ed|es|ing|ure)\b(?! to)|shut (?:\S+ )?down|stopp?\w*|conclu\w*|finish\w*|did away with|done away with|do away with|scrapp?\w*|put an end|brought to an end|bring to an end|came to an end|come to an end|expir\w*|laps\w*|sunset|retired?\b|demise|no longer exist\w*|ceased to exist|eliminat\w*)",
    "extend": r"(?:exten(?:d|ds|ded|ding|sion|sions)\b|prolong\w*|renew\w*|lengthen\w*|carried on|continued for|given (?:\w+ )?more (?:time|years?)|more time|another year|additional year|(?:one|two|three) more years?|further (?:year|term|period)|new lease|kept going|keep going)",
    "replace": r"(?:replac\w*|follow(?:ed|s)?\b(?=.*\bas\b)|succe(?:ed|eds|eded|eding|ssor|ssors|ss)\b|supersed\w*|t(?:ook|ake|aken|akes|aking) over|took the place|take the place|taken the place|predecess\w*|came before|preced\w*|came after|follow(?:ed)? on from|step(?:ped)? into|in place of|instead of|substitut\w*|absorbed|merged into|was turned into|turned into|became\b|become of the former|inherit\w*)",
    "exist": r"(?:exist(?:s|ed|ing|ence)?\b|still (?:meet\w*|held|convened|there|active|around|alive|operat\w*|in being|in force|running|working|at work)|around (?:in|on|at)|in existence|in operation|operational|already (?:there|set up|established)|was there (?:an?|any)|alive|functioning|active\b)",
    "mandate": r"(?:mandat\w*|task\w*|dut(?:y|ies)|responsib\w*|ask(?:ed|s|ing)?\b|request\w*|requir\w*|call(?:ed|s|ing)? (?:up)?on|invit\w*|urg(?:e|es|ed|ing)\b|encourag\w*|instruct\w*|entrust\w*|charg(?:e|ed|es) with|assign\w*|authori[sz]\w*|direct(?:ed|s)? to|obligat\w*|oblig(?:e|es|ed)|supposed to|expected to|has to|have to|had to|must\b|should\b|shall\b|told to|to do\b|demand\w*|function\w*|role\b|roles\b|assignments?|work entrusted|recommend\w*|job\b|commission(?:ed|s) to|instructions?|lay(?:s)? down for|laid down for|addressed to)",
    "cite": r"(?:cit(?:e|es|ed|ing|ation|ations)\b|refer(?:s|red|ring|ence|ences|enced)?\b|mention\w*|quot(?:e|es|ed|ing)\b|invok\w*|recall(?:s|ed|ing)?\b|point(?:s)? to|allud\w*|reaffirm\w*|rel(?:y|ies) on|appeal(?:s)? to)",
    "report": r"(?:report(?:s|ed|ing)?\b|inform(?:ed|s)?\b|present(?:s|ed)? (?:its|a|the|their)|brief\w*|account(?:s|ed)? (?:for|to)|submit\w*|answer(?:s|able)? to|accountable to)",
    "supervise": r"(?:supervis\w*|oversee\w*|oversaw|overseen|oversight|manag(?:e|es|ed|ing|er)\b|in charge of|runs?\b|direct(?:s|ed) the|boss\w*|superior|steer\w*|line manager)",
    "part": r"(?:part of|belong\w*|parent\w*|subsidiary|subordinat\w*|under (?:which|what|whom|the authority)|component|sits?\b|sit within|nested|within which|inside which|attached to|affiliat\w*|embedded|housed|hierarch\w*|fall(?:s)? under|comes under|organizational place|placed under|report(?:s)? structure|above\b|located in the (?:structure|organization)|wing of|arm of|branch of)",
    "below": r"(?:below|beneath|subordinate (?:bodies|units|organs|entities)|subsidiar\w* (?:bodies|organs|bodies of|units)|sub-?(?:bodies|units|groups)|consist(?:s|ed)? of|compris\w*|made up of|component(?:s)?|units?\b|divisions?\b|offices\b|parts of|organi[sz]ational (?:chart|structure|set-?up)|structure\b|organigram|include\w*|constituent|composed of|contains?\b|branches|departments|fall under it|belong to it|children)",
    "seat": r"(?:where (?:is|are|was|were)|where does .* sit|seat(?:ed|s)?\b|locat\w*|headquarter\w*|based\b|situated|sited|stationed|posted|housed|duty station|address\b|home of|hosts? (?:the )?(?:office|headquarters|seat)|reside)",
    "meet": r"(?:meetings?|sessions?|met\b|meet\b|meets\b|conven\w*|held\b|hold\b|holds\b|gather\w*|t(?:ake|ook|aking) place|assembl(?:e|ed)\b|sat\b|conference|occur\w*|happen\w*|organi[sz]ed|place and date|opened|opening)",
    "chair": r"(?:chair(?:ed|s|ing|man|men|person|persons|woman|manship)?\b|co-?chair\w*|presid\w*|led the|lead(?:s|er|ers)?\b|head(?:ed|s)? (?:the|of)|moderat\w*|facilitat\w*|at the helm|in the chair|bureau of)",
    "host": r"(?:host\w*|organi[sz]\w*|sponsor\w*|conven(?:ed|ing|or|er)\w*)",
    "post": r"(?:who (?:is|was|served|serves|held|holds|occup\w*)|position\w*|post\b|posts\b|office held|title\b|job\b|function of|role of|capacity|occup\w*|director of|head of|minister|what (?:is|was|did) .* (?:do|position|role)|worked as|serve(?:d|s)? as)",
    "attend": r"(?:attend\w*|particip\w*|took part|take part|taking part|present at|represented|delegat\w*|came to|join(?:ed|s)?\b|showed up|were there|was there|were at\b|was at\b|were present|sent (?:a )?(?:delegation|representative)s?)",
    "member": r"(?:members?\b|membership|composition|accredited|sits? on|part of the membership)",
    "money": r"(?:money|budget\w*|appropriat\w*|fund(?:s|ed|ing)?\b|financ\w*|resources|contribut\w*|income|receiv\w*|approv\w*|dollars?|usd|us\$|\$|million|allocat\w*|amount\w*|cost\w*|expenditure|earmarked|paid|pay\b|donat\w*|donor\w*|revenue|spen[dt]\w*|shortfall|figures?|sum\b|percentage|share\b|per cent|percent|biennium|biennia)",
    "count": r"(?:how many|number of|how large|how big|what number|headcount|total number|size of|how much staff|what percentage|what share|what proportion|per cent of|percent of|proportion of)",
    "done": r"(?:done\b|implement\w*|carried out|carry out|fulfil\w*|compl(?:y|ied|iance)\b|complet\w*|follow(?:ed|-)?[- ]?up|follow(?:ed)? through|progress\w*|achiev\w*|acted (?:up)?on|response to|respond\w*|result\w*|executed|execution|put into (?:effect|practice)|steps (?:were |have been )?taken|action\w* taken|delivered|realis\w*|realiz\w*|came of|come of|accomplish\w*|to give effect|put into action|effect was given)",
    "open": r"(?:open\b|outstanding|lacking|lacks?\b|missing|remain\w*|pending|not (?:yet )?(?:been )?(?:done|implemented|carried out|fulfilled|completed|achieved)|unfulfilled|unfinished|left to do|still to (?:be )?do\w*|shortfall\w*|gaps?\b|incomplete|still (?:has|have|needs?) to|challenges?|behind schedule|unmet|undone)",
    "option": r"(?:options?\b|proposals?\b|propos(?:ed|e|es|ing)\b|suggest\w*|ideas?\b|recommendations?\b|put forward|floated)",
    "fate": r"(?:became of|become of|happen(?:ed|s)? to|happened with|came of|come of|fate\b|outcome|taken up|acted on|reali[sz]ed|realisation|carried through|followed up|pursued|adopted|implemented|result(?:ed)? in|lead to|led to|accepted|turned into reality|materiali[sz]\w*|ever)",
    "adopt": r"(?:adopt\w*|pass(?:ed|es|ing)?\b|approv\w*|agreed\b|vot(?:e|ed)\b|taken\b|issued\b|enact\w*|date of|dated\b|signed\b|concluded\b)",
    "endorse": r"(?:endors\w*|approv\w*|confirm\w*|reaffirm\w*|ratif\w*|validat\w*|acknowledg\w*|signed off|gave its blessing|backed\b|welcom\w*|support\w*)",
    "produce": r"(?:wrote|writes?\b|written|author\w*|prepar\w*|produc\w*|publish\w*|draft\w*|compil\w*|develop(?:ed|s|ing)?\b|elaborat\w*|drew up|drawn up|draw up|issued|releas\w*|made\b|put together|responsible for (?:the )?(?:report|document))",
    "submit": r"(?:submit\w*|present(?:ed|s|ation)?\b|transmitt\w*|addressed to|sent to|handed|delivered to|laid before|put before|forwarded)",
    "basis": r"(?:pursuant|under which decision|on the basis|basis\b|in response to|in accordance|accord(?:ing|ance)|following which|based on|called for the report|prompted|mandated the report|on whose request|at whose request|requested (?:the|this) report)",
    "serve": r"(?:servic\w*|secretariat (?:for|of|to|support|services)|act(?:s|ed)? as (?:the )?secretariat|support(?:s|ed|ing)?\b|provid\w* (?:the )?(?:secretariat|support|services)|administ\w*|backstop\w*|serves?\b)",
    "change": r"(?:amend\w*|chang\w*|modif\w*|revis\w*|alter\w*|reform\w*|adjust\w*|universal membership|enlarg\w*|expand\w*|increas\w*)",
    "about": r"(?:documents?|texts?|reports?|papers?|paragraphs?|passages?|sources?|files?)",
    "contradict": r"(?:contradict\w*|disagree\w*|inconsisten\w*|conflict\w*|discrepan\w*|at odds|incompatible|clash\w*|diverg\w*|differ(?:s|ent|ently|ing)? (?:dates?|accounts?|figures?|versions?|statements?)|mismatch\w*|two versions|not match|tell different)",
    "chain": r"(?:chain of|chain from|line of authority|trace\b|traced|lineage of (?:authority|mandate)|all the way (?:back|up)|back to (?:its|the) (?:founding|original|first|root)|up to (?:its|the) (?:founding|original|root)|ultimate(?:ly)? (?:source|legal|authority|rest|deriv|founding)|authority (?:chain|line|derive|come|rest)|pedigree|root of (?:its )?authority|derives? (?:its|their) (?:authority|mandate|existence)|step by step)",
    "common": r"(?:in common|common (?:to|mandates?|tasks?|duties)|shared?\b|both\b|overlap\w*|jointly|the same (?:tasks?|mandates?|dut\w+|things?|requests?)|together|alike|each of)",
    "often": r"(?:how often|how frequently|frequency|how regularly|what rhythm|rhythm|interval\w*|cycle|periodicity|every (?:how many|two|second|other|year)|odd[- ](?:numbered )?years?|even[- ](?:numbered )?years?|biennial\w*|annual\w*|once (?:a|every)|schedule\b|calendar)",
    "describe": r"(?:what is|what's|what are|what was|what were|who is|who are|who was|tell me (?:more )?about|describe|explain|introduce|information (?:on|about)|overview|profile|facts (?:on|about)|what do you know|everything about|what does .* stand for|stand(?:s)? for|meaning of|full name|define|definition)",
    "list": r"(?:list|enumerate|show|name|give|display|tell|print|overview|table|catalogue|all\b|every\b|each\b)",
    "why": r"(?:\bwhy\b|for what reason|what reason|because of what|what caused|how come|motiv\w*|rationale)",
    "long": r"(?:how long|for how (?:long|many (?:years|months))|by how (?:much|long|many)|what (?:period|duration|length)|until when|till when|duration|how many (?:years|months))",
    "year_words": r"(?:odd|even|odd-numbered|even-numbered)",
}  # fmt: skip

#: Words that say nothing of what is asked.
PLAIN: Final = frozenset(
    """a an and the of on in at to for from by with within into onto under over about as or nor but not no so than then there here this that these those
    it its they them their he she his her him we our you your i me my us one ones any some other another same such only own each every all both
    is are was were be been being am do does did done have has had having can could will would shall should may might must
    which what who whom whose when where why how whether if during while after before since until between among per via through up down out off again
    please tell show give list name say says said tells told according documents document text texts source sources un united nations
    also ever just still yet already now today currently first last latest recent most more less least many much few exact exactly actually
    body bodies organ organs group groups entity entities organization organizations organisation unit office offices committee decision decisions resolution resolutions
    paragraph paragraphs para session sessions meeting meetings year years date dates month day time place city cities country countries states state government governments
    new old former current formal formally official officially specific particular known called following regard regarding concerning respect relation related
    thing things kind kinds type sort way ways matter matters fact facts information find know want need like see let look
    pursuant accordance line virtue basis behalf order means adopted made make makes take takes took taken get gets got go goes went come comes came use used
    and/or etc e.g i.e mr ms mrs dr vs versus set put there's level total number numbers amount amounts
    end beginning start period term terms result work works working mention mentions world global international
    who's person people someone anybody anyone everybody legal respectively total altogether
    """.split()  # noqa: SIM905
)
