import { z } from 'zod'
import { type Problem, problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import { text } from '../../core/fields/text.ts'
import type { FieldType, Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import { isPersonalName } from '../people/chinese-names.ts'

/** Who answers for something on one side: an office or an officer by name; `null`: the side's liaison officers. */
export interface Owner {
  readonly name: string | null
}

const liaison = ['联络员', 'liaison officer', 'liaison officers']

/** What names of units end with, or have in them; two characters are no unit's name. */
const unit =
  /^.{2,}(?:局|委|委员会|办|办公室|厅|处|科|室|政府|中心|公司|集团|协会|商会|银行|学校|大学|学院|中学|小学|医院|卫生院|乡|镇|街道|村|组|专班|站|所|社|场|厂|园区|开发区|联合会|管委会)$|\b(?:bureau|office|commission|committee|department|government|cent(?:re|er)|company|group|association|station|institute|school|university|college|hospital|town(?:ship)?|village|administration|team|co|ltd)\b/iu

/** A reference, marks that part sentences, a count, or what shall be otherwise: said while an owner is asked for, it names none. */
const noName =
  /(?<![a-z])[a-z]-?\d{4}-?\d|[,;!?，。；！？]|\d\s*(?:个?人|名|位|people|persons)|^\s*(?:make it|change|move|postpone|改[成为到]|换成|推迟|提前)/iu

/** Whether a name is a unit's and may stand in channels; a person's may not. */
export const isUnit = (name: string): boolean => unit.test(name) && !isPersonalName(name)

/** A unit, a person, or the liaison officers. Whether the person is an officer of that side the record's kind checks. */
export const ownerField = (): FieldType<Owner> => {
  const words = text({ maximum: 60 })
  return {
    name: 'owner',
    schema: z.object({ name: z.string().min(1).nullable() }),
    recognise: () => [],
    // A colon says that it is one of several.
    isPlain: (typed) => !/[:：]/u.test(typed) && !noName.test(typed) && isUnit(typed.trim()),
    validate: (typed, reading) => {
      if (liaison.includes(fold(typed).trim().toLowerCase())) return understood({ name: null })
      if (noName.test(typed)) return problemOf(notice('programme.owner.notOne', { text: quoted(typed) }))
      const outcome = words.validate(typed, reading)
      return outcome.kind === 'value' ? understood({ name: outcome.value }) : (outcome as Problem)
    },
    ask: ({ translate }) => ({
      kind: 'text',
      multiline: false,
      offers: [{ label: translate('programme.owner.liaison'), value: '联络员' }],
    }),
    show: ({ name }, { translate }) => name ?? translate('programme.owner.liaison'),
    write: ({ name }) => name ?? '联络员',
  }
}

/** What of an owner stands where names of persons may not. */
export const withoutPerson = (owner: Owner): Owner | undefined =>
  owner.name === null || isUnit(owner.name) ? owner : undefined

/** An owner where no label tells of which side. */
export const ownerOf =
  (side: Side) =>
  ({ name }: Owner, { translate }: Pick<Reading, 'translate'>): string =>
    translate('programme.owner.of', { side, owner: name ?? translate('programme.owner.liaison') })

/** The owners of a record: `null` for the liaison officers of the side. */
export interface Owners {
  readonly assistingOwner: string | null
  readonly recipientOwner: string | null
}

const keys = {
  assisting: ['支援方责任单位', '支援方', '山东方'],
  recipient: ['受援方责任单位', '受援方', '重庆方'],
} as const

/** The owner on one side as a record's field, which only its key names: a unit, or a person whom only who may read names sees. */
export const ownerOn = <C extends Owners>(side: Side) => {
  const column = `${side}Owner` as const
  return {
    keys: keys[side],
    claims: false,
    get: (content: C): Owner => ({ name: content[column] }),
    put: ({ name }: Owner): Partial<C> => ({ [column]: name }) as unknown as Partial<C>,
    withoutName: withoutPerson,
  } as const
}
