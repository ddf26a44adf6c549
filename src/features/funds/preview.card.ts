import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  facts,
  heading,
  text,
} from '../../core/card.ts'
import { yuanOf } from '../../core/fields/fen.ts'
import { fullYuan } from '../../core/fields/yuan.ts'
import { cancelButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import { yearOf } from '../../core/time/day.ts'
import { showDay, showDayWithYear } from '../../core/time/words.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { joinPieces } from '../../programme/records/show.ts'
import { calledFrom } from './approvals/second.ts'
import type { Assessed, Standing } from './assess.ts'
import type { Draft, Entry } from './content.ts'
import { inAccount, withProjects } from './sums.ts'

/** What an entry says, as it was understood. */
export const draftFacts = (
  context: ProgrammeContext,
  registry: Registry,
  draft: Draft,
  { budgeted }: Pick<Assessed, 'budgeted'>,
): Block => {
  const { translate, reading } = context
  const { project, tier, inKind, document, happenedOn, note, pairId, amount, reverses } = draft
  const form = inKind ? translate('funds.form.in_kind') : undefined
  return facts(
    [translate('programme.pair.label'), pairName(registry.pair(pairId), translate.locale)],
    project === null ? undefined : [translate('funds.field.project'), joinPieces(project, budgeted?.name)],
    [translate('funds.field.amount'), fullYuan(`${reverses === null ? '' : '-'}${amount}`, translate)],
    [translate('funds.field.tier'), joinPieces(translate(`programme.tier.${tier}`), form)],
    [translate('funds.field.document'), document ?? translate('records.notGiven')],
    [
      translate('funds.field.on'),
      yearOf(happenedOn) === yearOf(reading.today)
        ? showDay(happenedOn, translate)
        : showDayWithYear(happenedOn, translate),
    ],
    note === null ? undefined : [translate('funds.field.note'), note],
  )
}

/** Balances that the entry moves, each as it is and as it will be. */
const moves = ({ before, after }: Assessed, draft: Draft, translate: Translator) => {
  const tier = translate(`programme.tier.${draft.tier}`)
  const of: ReadonlyArray<readonly [label: string, fen: (standing: Standing) => bigint | undefined]> = [
    [translate('funds.balance.planned', { tier }), ({ account }) => account.planned],
    [translate('funds.balance.account', { tier }), ({ account }) => inAccount(account)],
    [translate('funds.balance.project', { tier }), ({ project }) => withProjects(project)],
    [translate('funds.balance.retention', { tier }), ({ project }) => project.retention],
    [translate('funds.balance.paid', { tier }), ({ project }) => project.paid],
  ]
  const moved = of.filter(([, fen]) => fen(before) !== fen(after))
  // What is left of a budget is told, moved or not.
  return before.left === undefined
    ? moved
    : [...moved, [translate('funds.balance.left'), ({ left }: Standing) => left] as const]
}

/** `专户余额（市级）  300万元 → 250万元`, a line a balance. */
export const movesBlock = (context: ProgrammeContext, assessed: Assessed, draft: Draft): Block => {
  const { translate } = context
  const shown = (fen: bigint | undefined) => fullYuan(yuanOf(fen ?? 0n), translate)
  return {
    type: 'table',
    columns: [
      { title: translate('funds.balance.title') },
      { title: translate('records.column.before'), align: 'right' },
      { title: translate('records.column.after'), align: 'right' },
    ],
    rows: moves(assessed, draft, translate).map(([label, fen]) => [
      label,
      shown(fen(assessed.before)),
      shown(fen(assessed.after)),
    ]),
  }
}

/** Whether an entry is for a project that is not approved yet, suspended or called off; what is only planned for may be in reserve. */
export const needsRemark = (
  { type, reverses }: Pick<Draft, 'type' | 'reverses'>,
  budgeted: Assessed['budgeted'],
): boolean =>
  budgeted !== undefined &&
  budgeted.standing !== 'open' &&
  reverses === null &&
  !(type === 'planned' && budgeted.standing === 'reserve')

/** That a project is not approved yet, is suspended or called off: its money is remarked, unless it is only planned or taken back. */
export const standingNotes = (
  { translate }: Pick<ProgrammeContext, 'translate'>,
  draft: Draft,
  { budgeted }: Pick<Assessed, 'budgeted'>,
): Block[] =>
  budgeted === undefined || budgeted.standing === 'open' || !needsRemark(draft, budgeted)
    ? []
    : [
        text(
          translate('funds.project.standing', { project: draft.project ?? '', standing: budgeted.standing }),
          'warning',
        ),
      ]

export interface Previewed {
  readonly draft: Draft
  readonly assessed: Assessed
  readonly equal: readonly Entry[]
  /** What else is to be known before it is confirmed. */
  readonly notes: readonly Block[]
  /** The action that confirms it, and the values that it waits with. */
  readonly action: string
  readonly kept: string
}

/** What is entered once it is confirmed, and what it does to the balances. */
export const previewCard = (context: ProgrammeContext, registry: Registry, previewed: Previewed): Card => {
  const { translate } = context
  const { draft, assessed, equal, notes, action, kept } = previewed
  const { exceeds } = assessed
  const confirm: CardAction = {
    label: translate(equal.length > 0 ? 'funds.button.another' : 'funds.button.confirm'),
    press: { action, values: { kept, equal: equal.map(({ reference }) => reference).join(' ') } },
    style: 'primary',
  }
  const title = translate('funds.preview.title', {
    isRed: draft.reverses === null ? 'no' : 'yes',
    reference: draft.reverses ?? '',
    type: translate(`funds.type.${draft.type}`),
  })
  return card(
    heading(title),
    draftFacts(context, registry, draft, assessed),
    movesBlock(context, assessed, draft),
    equal.length > 0 &&
      text(
        translate('funds.preview.equal', {
          references: equal.map(({ reference }) => reference).join(translate('core.form.comma')),
        }),
        'warning',
      ),
    exceeds &&
      text(
        translate('funds.preview.exceeds', { exceeds, by: calledFrom(context.caller.officer?.side ?? null) }),
        'warning',
      ),
    ...standingNotes(context, draft, assessed),
    ...notes,
    text(translate('funds.preview.unconfirmed'), 'quiet'),
    actions(confirm, cancelButton(translate, kept)),
  )
}
