import { choice } from '../../core/fields/choice.ts'
import type { ExchangeCategory } from '../../generated/prisma/enums.ts'

/** How each is called beside its label, in both languages. */
const words: Readonly<Record<ExchangeCategory, readonly string[]>> = {
  cadre: ['挂职干部', '干部', '党政干部', 'cadre', 'cadres', 'official', 'officials'],
  village_cadre: ['驻村干部', '村支书', 'village cadre', 'village cadres'],
  teacher: ['支教教师', '支教', '老师', 'teacher', 'teachers'],
  doctor: [
    '支医医生',
    '支医',
    '医务人员',
    '医疗人才',
    '护士',
    'nurse',
    'nurses',
    'doctor',
    'doctors',
    'medical staff',
  ],
  agri_technician: [
    '支农',
    '农技人才',
    '农业技术人员',
    '农业技术员',
    '农艺师',
    'agronomist',
    'agronomists',
    'agri-technician',
    'agri-technicians',
    'agricultural technicians',
  ],
  technician: [
    '专技人才',
    '技术人才',
    '技术人员',
    '工程师',
    'engineer',
    'engineers',
    'technician',
    'technicians',
    'professional technician',
  ],
}
const categories = Object.keys(words) as ExchangeCategory[]

/** Of whom a secondment is. */
export const categoryField = () =>
  choice(
    categories.map(
      (value) => ({ value, label: `exchanges.category.${value}`, words: words[value] }) as const,
    ),
  )

/** Reported as cadres (党政干部); all others as professional technicians (专业技术人才). */
export const cadres: readonly ExchangeCategory[] = ['cadre', 'village_cadre']
