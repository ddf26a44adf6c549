/** Characters that sound alike, or nearly, of each syllable in the names of the programme's places: what dictation writes. */
const alike = (
  '济记计机级几季寄纪继技集及吉冀 南楠男难 淄资自子紫字姿 博波伯播 枣早造灶 庄装壮桩 东冬懂动洞 营英迎赢影盈 烟沿言盐颜严延 ' +
  '台抬太态泰 潍威维围伟为位微唯魏卫 坊方房芳访 宁凝柠 安按岸 海害孩 照找赵招兆 临林邻琳 沂宜一以义易艺移疑仪 德得 州洲周舟 ' +
  '聊辽料疗 城成程诚承 滨宾彬斌 武五舞午吴物巫乌无雾 隆龙笼聋 石时十食实识 柱住主注驻祝 丰风封峰奉凤逢 都度读 酉有友右由 ' +
  '阳杨洋羊扬样 山删闪善 开凯楷 万完晚碗 溪西希习喜系 云运韵匀 黔前钱千浅 江姜将讲 口扣寇 秀修休绣 彭棚朋蓬 水睡 节姐杰结街'
).split(' ')

const soundOf = new Map(
  alike.flatMap((characters, sound) => [...characters].map((one) => [one, sound] as const)),
)

/** Whether two Chinese words of the same length sound alike: 五龙 and 武隆. */
export const soundsLike = (one: string, other: string): boolean => {
  const [characters, others] = [[...one], [...other]]
  return (
    characters.length === others.length &&
    characters.every((character, index) => {
      const sound = soundOf.get(character)
      return (
        character === others[index] || (sound !== undefined && sound === soundOf.get(others[index] ?? ''))
      )
    })
  )
}
