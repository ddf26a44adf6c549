import { z } from 'zod'
import { UserError } from '../../core/errors.ts'
import { count } from '../../core/fields/count.ts'
import { date } from '../../core/fields/date.ts'
import { money } from '../../core/fields/money.ts'
import { text } from '../../core/fields/text.ts'
import { formButton } from '../../core/form/button.ts'
import { notice } from '../../core/i18n.ts'
import { DonationForm, DonationPurpose, DonationState } from '../../generated/prisma/enums.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import {
  amount,
  day,
  defineKind,
  fieldsFor,
  type RecordOf,
  sharedContent,
} from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { donorField, formField, purposeField } from './fields.ts'

const content = z.object({
  ...sharedContent,
  form: z.enum(DonationForm),
  value: amount,
  goods: z.string().nullable(),
  donor: z.string().nullable(),
  donorNamed: z.boolean(),
  purpose: z.enum(DonationPurpose).nullable(),
  students: z.number().nullable(),
  about: z.string().nullable(),
  pledgedOn: day,
  receivedOn: day.nullable(),
  handedOverOn: day.nullable(),
  recipient: z.string().nullable(),
  state: z.enum(DonationState),
})
export type DonationContent = z.infer<typeof content>
export type Donation = RecordOf<DonationContent>

type Word =
  | 'form'
  | 'value'
  | 'goods'
  | 'donor'
  | 'purpose'
  | 'students'
  | 'about'
  | 'pledged'
  | 'received'
  | 'handedOver'
  | 'recipient'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `donations.field.${name}`, example: `donations.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<DonationContent>()

/** A donation in cash or in kind (捐赠款物). */
export const donationKind = (registry: Registry) =>
  defineKind({
    feature: 'donations',
    prefix: 'G',
    word: 'donation',
    noun: 'donations.noun',
    alike: 'donations.plain.alike',
    namedOnly: true,
    listLabel: 'donations.button.list',
    referenceExample: 'donations.example.reference',
    table: 'donation',
    content,
    begins: DonationState.pledged,
    takesFiles: true,
    fields: {
      pair: column('pairId', leadingPairField(registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      value: column('value', money(), {
        ...words('value', '金额', '价值', '折价', 'amount'),
        given: 'always',
      }),
      form: column('form', formField(), { ...words('form', '形式', '款物'), claims: false, asked: false }),
      goods: column('goods', text({ maximum: 200 }), {
        ...words('goods', '物资', '实物', 'items'),
        claims: false,
        asked: false,
      }),
      donor: columns(['donor', 'donorNamed'], donorField(), {
        ...words('donor', '捐赠方', '捐赠人', '捐赠单位', 'from'),
        claims: false,
        asked: false,
        get: ({ donor, donorNamed }) => (donor === null ? undefined : { name: donor, named: donorNamed }),
        put: ({ name, named }) => ({ donor: name, donorNamed: named }),
        withoutName: (donor) => (donor.named ? donor : undefined),
      }),
      purpose: column('purpose', purposeField(), { ...words('purpose', '用途'), asked: false }),
      students: column(
        'students',
        count({ units: ['名学生', '名儿童', 'students'], minimum: 1, maximum: 999_999 }),
        {
          ...words('students', '资助学生', '学生数'),
          asked: false,
        },
      ),
      pledged: column('pledgedOn', date({ prefer: 'past' }), {
        ...words('pledged', '认捐日期', '日期', '时间', 'date', 'when'),
      }),
      about: column('about', text({ maximum: 300 }), {
        ...words('about', '说明', '备注', '内容', 'note'),
        freeText: true,
        asked: false,
      }),
      received: column('receivedOn', date({ prefer: 'past' }), {
        ...words('received', '到账日期', '接收日期', '到账'),
        given: 'later',
      }),
      handedOver: column('handedOverOn', date({ prefer: 'past' }), {
        ...words('handedOver', '发放日期', '移交日期', '发放'),
        given: 'later',
      }),
      recipient: column('recipient', text({ maximum: 200 }), {
        ...words('recipient', '受赠方', '受益对象', '发放对象', 'to'),
        given: 'later',
        freeText: true,
      }),
    },
    phases: {
      pledged: 'donations.phase.pledged',
      received: 'donations.phase.received',
      handed_over: 'donations.phase.handed_over',
      cancelled: 'donations.phase.cancelled',
    },
    // Goods that are named are no cash.
    settle: (donation, before, { form }) =>
      form === undefined && donation.goods !== null && donation.goods !== before?.goods
        ? { ...donation, form: DonationForm.kind }
        : donation,
    begun: (donation, context) => ({
      ...donation,
      pairId: pairGiven(context, registry, donation.pairId, donation.about ?? ''),
      form: donation.form ?? DonationForm.cash,
      donorNamed: donation.donorNamed ?? false,
      pledgedOn: donation.pledgedOn ?? context.clock.today(),
    }),
    check: async ({ clock }, donation, before) => {
      const { pledgedOn, receivedOn, handedOverOn } = donation
      const today = clock.today()
      checkYears('pledged', today, [pledgedOn], before && [before.pledgedOn])
      for (const [name, on] of [
        ['pledged', pledgedOn],
        ['received', receivedOn],
        ['handedOver', handedOverOn],
      ] as const)
        if (on !== null && on > today) throw new UserError(notice('donations.future'), name)
      if (receivedOn !== null && receivedOn < pledgedOn)
        throw new UserError(notice('donations.receivedBefore', { day: pledgedOn }), 'received')
      if (handedOverOn !== null && receivedOn !== null && handedOverOn < receivedOn)
        throw new UserError(notice('donations.handedOverBefore', { day: receivedOn }), 'handedOver')
    },
    buttons: ({ reference, state }, { translate }, { mayWrite }) => {
      if (!mayWrite || (state !== DonationState.pledged && state !== DonationState.received)) return []
      const verb = state === DonationState.pledged ? 'receive' : 'give'
      return [
        {
          ...formButton(translate(`donations.button.${verb}`), `donation ${verb}`, { reference }),
          style: 'primary',
        },
      ]
    },
  })

export type DonationKind = ReturnType<typeof donationKind>
