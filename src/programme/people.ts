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
    '高层 高校 高铁 高新 高质量 安全 安排 安置 方案 方便 方面 文化 温泉 白酒 石材 金融 金额 金秋 江南 江北 毛竹 党建 万人 万元 万亩 ' +
    '单位 单项 成果 成效 成立 成员 任务 任命 于是 余额 关于 关键 关注 包括 尚未 路线 路演 游客 管理 管委会 左右 华东 华北 安居 ' +
    '易地 向导 解决 解读 曲目 盛会 章程 章节 康复 康养 常态 施工 牛羊 牛肉 白天 石油 金属 阳光 万一 田间 林业 林果 林下 水产 ' +
    '马上 黄金 黄牛 周五 周一 周二 周三 周四 周六 周日 周末 周边 周年 宁夏 云南 贵州 甘肃 江苏 江西 宋代 唐代 程序 段落 史料 顾问 ' +
    '钟点 时间 丁香 叶片 向好 许可 谢谢 何时 何地 严格 严重 莫名 毕业 符合 童装 兰花 苗木 苗族 谷物 路桥 房屋 房产 温室 安保 安徽'
  ).split(' '),
)
/** A word that ends like a place or a body is not a name. */
const bodyEnding = /[省市区县镇乡村局厅厂院校馆委办部队组团会社路站州]$/u

/** Ends a given name: the verbs and particles that follow a name in a report. */
const afterName =
  '一行|带队|率队|率领|领队|同志|先生|女士|考察|调研|前往|参加|出席|对接|访问|陪同|主持|等人|[赴到至往来率带领等和与及在由从对为]'
const givenName = `(?:(?!${afterName})\\p{Script=Han}){1,2}`

/** A Chinese personal name, as the source of a regular expression. */
export const chineseName = `(?:(?:${compoundSurnames.join('|')})|[${surnames}])${givenName}`

const wholeName = new RegExp(`^${chineseName}$`, 'u')

/** Whether a word that stands alone is a person's name. */
export const isPersonalName = (word: string): boolean =>
  wholeName.test(word) && !ordinaryWords.has(word) && !bodyEnding.test(word)

/** A name in Latin letters, one to three words: Wang Jianguo, Li Ming. */
export const latinName = "\\p{Lu}[\\p{Ll}'’-]+(?:[ -]\\p{Lu}[\\p{Ll}'’-]+){0,2}"
