/**
 * The common surnames of mainland China, most frequent first, then compound ones. Surnames that begin everyday office
 * words more often than names (项, 时, 计, 农, 党, 会) are left out: `key:value` takes those people.
 */
const compoundSurnames = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '夏侯',
  '皇甫',
  '尉迟',
  '慕容',
  '令狐',
  '公孙',
  '东方',
  '司徒',
]
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳'

/** Words of office life that begin with a surname's character and are no one's name. */
const ordinaryWords = new Set(
  (
    '黄金 黄牛 黄连 黄精 周五 周一 周二 周三 周四 周六 周日 周末 周边 周年 马上 何时 何地 林业 林果 ' +
    '林下 高层 高铁 高新 高质量 高峰 高级 高考 梁平 谢谢 宋代 宋词 唐代 许可 田间 田园 余额 于是 杜仲 ' +
    '叶片 程序 程度 丁香 任务 任命 沈阳 钟点 陆海 石材 石油 石榴 金融 金额 金秋 金属 金银花 方案 方便 ' +
    '方面 方式 方针 方向 白酒 白天 白茶 江南 江北 江苏 江西 江门 江阴 段落 龙头 龙虾 史料 史志 贺信 ' +
    '毛竹 毛利 顾问 顾客 万人 万元 万亩 万一 万达 武汉 严格 严重 严峻 莫名 向导 向好 汤圆 温泉 温饱 ' +
    '温室 康复 康养 施工 牛羊 牛肉 邢台 安全 安排 安置 安居 安装 安阳 安监 安保 安徽 齐鲁 易地 章程 ' +
    '章节 鲁渝 鲁班 关于 关键 关注 兰花 左右 柳编 甘肃 包括 包装 宁夏 尚未 符合 童装 毕业 毕业生 单位 ' +
    '单项 成果 成效 成立 成员 成都 苗圃 苗木 苗族 谷物 曲目 路线 路演 路径 路桥 游客 辛苦 管理 华东 ' +
    '华北 房屋 房产 解决 解读 阳光 任职 任教 任期 高山 高中 高职 高原 余款 余粮 贺年 单车 单日 单独 成长 成人 成套 成品 ' +
    '路灯 路面 路网 路基 路政 金盏 康乐 段位 施肥 施策 牛棚 牛奶 马铃薯 马路 马鞍山 黄桃 黄瓜 黄豆 黄花 黄山 黄河 ' +
    '李子 梅花 石斛 石家庄 兰州 梁山 鲁中 鲁西 鲁南 鲁商 鲁企 鲁菜 田野 房建 方言 林区 林权 林地 林木 毛巾 包抓 ' +
    '包联 包干 包村 包车 左岸 武装 武术 龙舟 华中 华侨 华为 祝贺 祝福 管护 管网 管道 严防 严查 曲艺 解难 解困 ' +
    '盛会 盛典 艾滋 阳台 游览 游学 辛勤 涂料 安家 安康 安心 安顿 甘薯 甘蔗 易货 孔雀 白菜 白内障 白马山 白涛 白云 ' +
    '葛根 葛粉 蓝莓 蓝天 苏打 苏陕 苏北 唐山 江津 江浙 江口 余杭 温州 温棚 万盛 龙潭 章丘 顾全 常态 ' +
    '石柱 武隆 彭水'
  ).split(' '),
)

/** A word that ends like a place or a body is not a name. */
const bodyEnding = /[省市区县镇乡村局厅厂院校馆委办部队组团会社路站州]$/u

/** Ends a given name: the verbs and particles that follow a name in a report. */
const afterName =
  '一行|带队|率队|率领|领队|同志|先生|女士|考察|调研|前往|参加|出席|对接|访问|陪同|主持|等人|[赴到至往来率带领等和与及在由从对为副省市区县镇乡局委办]'
/** A Chinese character of a name or title. Only the basic plane: whole scripts take many times as long to compile. */
export const character = '[\\u3400-\\u9fff]'
const givenName = `(?:(?!${afterName})${character}){1,2}`

/** A Chinese personal name, as the source of a regular expression. */
export const chineseName = `(?:(?:${compoundSurnames.join('|')})|[${surnames}])${givenName}`

const wholeName = new RegExp(`^${chineseName}$`, 'u')

/** A surname by itself, as polite speech has it before a post: 王副市长. */
export const chineseSurname = `(?:${compoundSurnames.join('|')}|[${surnames}])`

/** 周三走, 高铁去, 马上到: a word of office life and a verb. */
const goes = /[走回返到来去离出抵坐起]$/u

/** Whether a word that stands alone is a person's name. */
export const isPersonalName = (word: string): boolean =>
  wholeName.test(word) &&
  !ordinaryWords.has(word) &&
  !bodyEnding.test(word) &&
  !(goes.test(word) && ordinaryWords.has(word.slice(0, -1)))
