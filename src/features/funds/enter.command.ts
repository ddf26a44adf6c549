import type { Block } from '../../core/card.ts'
import { type ActionHandler, type Answer, type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { aboutRecord, type Named } from '../../programme/records/commands.ts'
import { enterForm } from '../../programme/records/forms.ts'
import { naming, topicOf, viewFor } from '../../programme/records/show.ts'
import { accountButton } from './account.button.ts'
import { calledFrom } from './approvals/second.ts'
import { tellOthers } from './approvals/tell.ts'
import { askAgain, assess, offering, type Refusing } from './assess.ts'
import { lockAccount } from './balances.ts'
import type { Draft } from './content.ts'
import { draftOf } from './draft.ts'
import { equalEntries } from './equal.ts'
import { hearsEntry } from './hears.ts'
import type { Ledger } from './ledger.ts'
import { movesBlock, previewCard } from './preview.card.ts'
import { typeVerbs } from './type.field.ts'

export const confirmAction = 'funds.confirm'

type Values = Readonly<Record<string, unknown>>

/** Shows what an entry would do, with the button that enters it. */
export const preview = async (
  ledger: Ledger,
  context: ProgrammeContext,
  draft: Draft,
  waiting: { readonly command: string; readonly action: string; readonly values: Values },
  refusing: Refusing = offering(),
): Promise<Answer> => {
  const { kind, tools } = ledger
  const assessed = await assess(context, tools, draft, refusing)
  const equal = await equalEntries(kind, context, draft)
  const notes = await ledger.notesOf(context, draft)
  const kept = await context.keep(waiting.command, waiting.values)
  const previewed = { draft, assessed, equal, notes, action: waiting.action, kept }
  return { card: previewCard(context, tools.registry, previewed), kept }
}

/** Enters what was confirmed, or keeps it for a second person; what else stands equal by now is asked about again. */
export const confirm = async (
  ledger: Ledger,
  context: ProgrammeContext,
  draft: Draft,
  known: readonly string[],
  waiting: Parameters<typeof preview>[3],
): Promise<Answer> => {
  const { kind, tools, book } = ledger
  await lockAccount(context.transaction, draft.pairId, context.clock.now())
  const refusing = offering(accountButton(context, tools, draft))
  const equal = await equalEntries(kind, context, draft)
  if (equal.some(({ reference }) => !known.includes(reference)))
    return { ...(await preview(ledger, context, draft, waiting, refusing)), replace: true }
  const assessed = await assess(context, tools, draft, refusing)
  const { exceeds } = assessed
  const { translate } = context
  const entry = exceeds ? await book.request(context, draft, exceeds) : await book.book(context, draft)
  const { reference } = entry
  const said = exceeds
    ? translate('funds.requested', { reference, exceeds, by: calledFrom(entry.side) })
    : translate('records.entered', naming(kind, translate, reference))
  const told: Block[] = exceeds ? [await tellOthers(ledger, context, entry, assessed)] : []
  const notes = exceeds
    ? told
    : [movesBlock(context, assessed, draft), ...(await ledger.notesOf(context, draft))]
  return {
    card: cardsOf(kind, tools.registry).doneCard(viewFor(context), said, entry, notes, []),
    replace: true,
    about: aboutRecord(reference),
    topic: topicOf(kind, reference),
  }
}

/** `/fund 拨付 50万 P-2025-0012 市级 凭证 黔财农〔2025〕12号`: shown first, and entered by a button. */
export const enterCommand = (ledger: Ledger, named: Named): Command<ProgrammeContext> => {
  const { kind, tools } = ledger
  const form = enterForm(kind)
  return defineCommand({
    ...named,
    says: typeVerbs,
    access: 'write',
    effect: 'write',
    asks: true,
    form,
    hears: hearsEntry(form),
    run: async (context: ProgrammeContext, values) => {
      const draft = await draftOf(kind, context, tools, values)
      return preview(ledger, context, draft, { command: named.name, action: confirmAction, values }, askAgain)
    },
  })
}

export const confirmHandler =
  (ledger: Ledger, name: string): ActionHandler<ProgrammeContext> =>
  async (context, press) => {
    const { kind, tools } = ledger
    const values = await context.take(press.values.kept ?? '', enterForm(kind))
    if (!values) throw new UserError(notice('funds.gone'))
    const draft = await draftOf(kind, context, tools, values)
    const known = (press.values.equal ?? '').split(' ')
    return confirm(ledger, context, draft, known, { command: name, action: confirmAction, values })
  }
