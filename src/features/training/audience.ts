import { choice } from '../../core/fields/choice.ts'
import { anyOf, fold } from '../../core/text.ts'
import type { TrainingAudience } from '../../generated/prisma/enums.ts'

/** How each audience is called, in both languages; none of the words is part of another's. */
const words: Readonly<Record<TrainingAudience, readonly string[]>> = {
  leaders: ['县级领导', '领导干部', '县级干部', '党政干部', 'leaders', 'county leaders', 'officials'],
  village_cadres: ['村支书', '村两委', '村社干部', '村干部', '基层干部', 'village cadres', 'village cadre'],
  technicians: [
    ...[
      '专技人才',
      '技术人才',
      '专业技术人员',
      '技术人员',
      '农技人员',
      '骨干教师',
      '教师',
      '医生',
      '医务人员',
    ],
    ...['technicians', 'teachers', 'doctors', 'agri-technicians'],
  ],
  labour: [
    '农民工',
    '务工人员',
    '贫困劳动力',
    '脱贫劳动力',
    '劳动力',
    'labour',
    'labor',
    'workers',
    'farmers',
  ],
}
const audiences = Object.keys(words) as TrainingAudience[]

/** For whom a course is. */
export const audienceField = () =>
  choice(
    audiences.map((value) => ({ value, label: `training.audience.${value}`, words: words[value] }) as const),
  )

/** 村干部培训班: the topic says for whom it is, where it names one audience only. */
export const audienceIn = (topic: string): TrainingAudience | null => {
  const line = fold(topic).toLowerCase()
  const named = audiences.filter((audience) =>
    new RegExp(`(?<![a-z])(?:${anyOf(words[audience])})(?![a-z])`, 'u').test(line),
  )
  const [only, ...others] = named
  return only !== undefined && others.length === 0 ? only : null
}
