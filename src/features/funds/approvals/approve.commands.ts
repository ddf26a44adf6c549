import { z } from 'zod'
import { type Card, card, lineAction, text } from '../../../core/card.ts'
import { type Answer, type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { text as words } from '../../../core/fields/text.ts'
import { field } from '../../../core/form/field.ts'
import { notice, translatorOf } from '../../../core/i18n.ts'
import { fromDate } from '../../../db/days.ts'
import type { FundRequest } from '../../../generated/prisma/client.ts'
import { type Addressee, isHere, officersTold } from '../../../programme/audience.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { writeAudit } from '../../../programme/records/audit.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { askReference, referenceForm } from '../../../programme/records/forms.ts'
import { hearsStep } from '../../../programme/records/hears.ts'
import { viewFor } from '../../../programme/records/show.ts'
import { requireWriteRecord } from '../../../programme/subject.ts'
import { accountButton } from '../account.button.ts'
import { assess, offering } from '../assess.ts'
import { lockAccount } from '../balances.ts'
import type { Draft, Entry } from '../content.ts'
import type { Ledger } from '../ledger.ts'
import { movesBlock } from '../preview.card.ts'
import { isOwn, requireSecond } from './second.ts'

/** What waits, locked; whoever may write for its pair. Throws `UserError` where it waits no more. */
export const waiting = async (
  { book, tools }: Ledger,
  context: ProgrammeContext,
  reference: string,
): Promise<FundRequest> => {
  const { transaction, translate } = context
  requireWriteRecord(context, tools.registry, await book.find(context, reference))
  await transaction.$queryRaw`SELECT id FROM fund_request WHERE reference = ${reference} FOR UPDATE`
  const request = await transaction.fundRequest.findUnique({ where: { reference } })
  if (request?.state === 'pending') return request
  const { state, reverses } = await book.read(context, reference)
  const phase = translate(`funds.phase.${state === 'booked' && reverses !== null ? 'red' : state}`)
  throw new UserError(notice('funds.approve.notWaiting', { reference, phase }))
}

const draftOf = (request: FundRequest): Draft => {
  const { pairId, project, type, tier, inKind, amount, document, note, happenedOn, reverses } = request
  return {
    ...{ pairId, project, type, tier, inKind, document, note, reverses },
    amount: amount.abs().toFixed(2),
    happenedOn: fromDate(happenedOn),
  }
}

/** Whoever entered it hears in private what became of it, unless they read it here. */
const tellWhoEntered = async (
  { kind, tools }: Ledger,
  context: ProgrammeContext,
  { officerId }: FundRequest,
  entry: Entry,
  isApproved: boolean,
): Promise<void> => {
  if (officerId === null || officerId === context.caller.officer?.id) return
  const told = await officersTold(context.transaction, { id: officerId, active: true }, tools.defaultLocale)
  for (const addressee of told.filter((one: Addressee) => !isHere(context, one))) {
    const translate = translatorOf(addressee.locale)
    const said = translate('funds.approve.answered', {
      reference: entry.reference,
      isApproved: isApproved ? 'yes' : 'no',
      name: context.caller.name,
      reason: entry.answerReason ?? 'none',
    })
    const key = `${kind.feature}.answered:${entry.reference}`
    await context.send({
      to: addressee.to,
      locale: addressee.locale,
      card: card(text(said)),
      priority: 'urgent',
      key,
    })
  }
}

const answered = (
  ledger: Ledger,
  context: ProgrammeContext,
  said: string,
  entry: Entry,
  notes: Card['blocks'],
): Answer => ({
  card: cardsOf(ledger.kind, ledger.tools.registry).doneCard(viewFor(context), said, entry, notes, []),
  about: aboutRecord(entry.reference),
  replace: true,
})

/** The second person confirms an entry: from now on it counts. */
export const approveCommand = (ledger: Ledger, named: Named): Command<ProgrammeContext> => {
  const { kind, tools, book } = ledger
  return defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: referenceForm(kind),
    hears: hearsStep(kind, named, false),
    run: async (context: ProgrammeContext, { reference }) => {
      const request = await waiting(ledger, context, reference)
      const by = requireSecond(context, request)
      await lockAccount(context.transaction, request.pairId, context.clock.now())
      const draft = draftOf(request)
      const refusing = offering(
        lineAction(context.translate('funds.button.refuse'), `/fund refuse ${reference}`, 'danger'),
        accountButton(context, tools, draft),
      )
      const assessed = await assess(context, tools, draft, refusing)
      const approved = { exceeds: assessed.exceeds ?? request.exceeds, name: context.caller.name, by }
      const entry = await book.book(context, draft, { request, approved })
      await tellWhoEntered(ledger, context, request, entry, true)
      const said = context.translate('funds.approve.done', { reference })
      const notes = [movesBlock(context, assessed, draft), ...(await ledger.notesOf(context, draft))]
      return answered(ledger, context, said, entry, notes)
    },
  })
}

/** Whoever it waits for says no; whoever entered it takes it back by the same word. */
export const refuse = async (
  ledger: Ledger,
  context: ProgrammeContext,
  reference: string,
  reason: string | null,
  undoes?: bigint,
): Promise<Answer> => {
  const { kind, book } = ledger
  const request = await waiting(ledger, context, reference)
  const isTakenBack = isOwn(request, context) || request.side === (context.caller.officer?.side ?? null)
  if (!isTakenBack) requireSecond(context, request)
  const state = isTakenBack ? 'withdrawn' : 'refused'
  await context.transaction.fundRequest.update({
    where: { reference },
    data: { state, answerReason: reason },
  })
  const { pairId } = request
  const draft = draftOf(request)
  await writeAudit(context, {
    ...{
      feature: kind.feature,
      reference,
      pairId,
      version: 2,
      before: draft,
      after: { ...draft, state, reason },
    },
    action: undoes === undefined ? state : 'undo',
    ...(undoes !== undefined && { undoes }),
  })
  const entry = await book.find(context, reference)
  await book.follow(context, entry)
  await tellWhoEntered(ledger, context, request, entry, false)
  return answered(ledger, context, context.translate(`funds.${state}.done`, { reference }), entry, [])
}

export const refuseCommand = (ledger: Ledger, named: Named): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: z.object({
      reference: askReference(ledger.kind),
      reason: field(words({ maximum: 300 }), {
        label: 'funds.answerReason',
        example: 'funds.example.answerReason',
        keys: ['原因', '理由'],
        freeText: true,
        asked: false,
      }).optional(),
    }),
    hears: hearsStep(ledger.kind, named, true),
    run: (context: ProgrammeContext, { reference, reason }) =>
      refuse(ledger, context, reference, reason ?? null),
  })
