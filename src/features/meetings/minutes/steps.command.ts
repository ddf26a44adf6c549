import { z } from 'zod'
import { lineAction } from '../../../core/card.ts'
import { defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { text } from '../../../core/fields/text.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { toInstant } from '../../../core/time/day.ts'
import { MinutesState, type Side } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { filesGiven, newFiles } from '../../../programme/records/files.ts'
import { askReference, takingFiles } from '../../../programme/records/forms.ts'
import { hearsStep } from '../../../programme/records/hears.ts'
import type { Meeting } from '../content.ts'
import { otherSide } from '../host.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { answerChange } from './answer.ts'
import { isLocked, type Minutes } from './content.ts'
import { hearsConfirm } from './hears.ts'
import { keepMinutes } from './keep.ts'
import { placeOn } from './minutes.card.ts'
import type { MinutesKeeping } from './minutes.ts'
import { toStep } from './ready.ts'

type Steps = readonly [kind: MeetingRecordKind, tools: FeatureTools, keeping: MinutesKeeping, named: Named]

/** Of a button: what it is about may have been written anew since. */
const askVersion = () =>
  field(text({ maximum: 10 }), {
    label: 'minutes.field.version',
    example: 'minutes.example.version',
    keys: ['版本'],
    claims: false,
    asked: false,
  }).optional()

const requireVersion = (
  { translate }: ProgrammeContext,
  { reference }: Meeting,
  minutes: Minutes,
  version: string | undefined,
): void => {
  if (version === undefined || version === String(minutes.version)) return
  throw new UserError(notice('minutes.newer', { reference }), undefined, [
    lineAction(translate('minutes.button.show'), `/meeting minutes ${reference}`),
  ])
}

/** A step is one side's to take. Throws a `UserError` that names it. */
const requireSide = (
  { registry }: FeatureTools,
  { translate }: ProgrammeContext,
  meeting: Meeting,
  side: Side,
  isTheirs: boolean,
): void => {
  if (!isTheirs)
    throw new UserError(notice('minutes.notYours', { place: placeOn(registry, meeting, side, translate) }))
}

/** An officer of the other side agrees that it was so: what was agreed on stands as it is now. */
export const confirmCommand = (...[kind, tools, keeping, named]: Steps) =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: z.object({ reference: askReference(kind), version: askVersion() }),
    hears: hearsConfirm(kind, named),
    run: async (context: ProgrammeContext, { reference, version }) => {
      const { meeting, before } = await toStep(kind, tools, context, reference)
      if (isLocked(before)) throw new UserError(notice('minutes.alreadyConfirmed', { reference }))
      const by = otherSide(before.side)
      requireSide(tools, context, meeting, by, context.caller.officer?.side === by)
      requireVersion(context, meeting, before, version)
      const { agreed } = await keeping.shownOf(context.transaction, meeting, before)
      const content = {
        ...before,
        state: MinutesState.confirmed,
        confirmedAt: toInstant(context.clock.now()),
        agreed: [...agreed],
        reopenReason: null,
      }
      const { minutes } = await keepMinutes(context, meeting, before, content, 'confirmed')
      return answerChange(keeping, tools.registry, context, { meeting, minutes, act: 'confirmed', by })
    },
  })

/** The side that wrote them makes them final, perhaps with the copy that bears the seals. */
export const finalCommand = (...[kind, tools, keeping, named]: Steps) =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: z.object({ reference: askReference(kind), version: askVersion(), ...takingFiles() }),
    hears: hearsStep(kind, named, false),
    run: async (context: ProgrammeContext, { reference, version, ...values }) => {
      const { meeting, before } = await toStep(kind, tools, context, reference)
      if (before.state === MinutesState.final)
        throw new UserError(notice('minutes.alreadyFinal', { reference }))
      if (before.state !== MinutesState.confirmed)
        throw new UserError(
          notice('minutes.notConfirmed', {
            place: placeOn(tools.registry, meeting, otherSide(before.side), context.translate),
          }),
        )
      const by = before.side
      const own = context.caller.officer?.side
      requireSide(tools, context, meeting, by, own === undefined || own === by)
      requireVersion(context, meeting, before, version)
      const files = await newFiles(context, reference, filesGiven(values))
      const content = { ...before, state: MinutesState.final, finalAt: toInstant(context.clock.now()) }
      const { minutes, notes } = await keepMinutes(context, meeting, before, content, 'final', { files })
      return answerChange(keeping, tools.registry, context, { meeting, minutes, act: 'final', by, notes })
    },
  })

/** Opens minutes again that both sides had agreed on: either side, for a reason that is kept. */
export const reopenCommand = (...[kind, tools, keeping, named]: Steps) =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: z.object({
      reference: askReference(kind),
      reason: field(text({ maximum: 300 }), {
        label: 'minutes.field.reopened',
        example: 'minutes.example.reopened',
        keys: ['原因', '理由'],
        freeText: true,
      }),
    }),
    hears: hearsStep(kind, named, true),
    check: async (context: ProgrammeContext, { reference }) => {
      if (reference === undefined) return
      const { before } = await toStep(kind, tools, context, reference)
      if (!isLocked(before)) throw new UserError(notice('minutes.notLocked', { reference }))
    },
    run: async (context: ProgrammeContext, { reference, reason }) => {
      const { meeting, before } = await toStep(kind, tools, context, reference)
      if (!isLocked(before)) throw new UserError(notice('minutes.notLocked', { reference }))
      const by = context.caller.officer?.side ?? before.side
      const content = {
        ...before,
        state: MinutesState.draft,
        side: by,
        confirmedAt: null,
        finalAt: null,
        agreed: null,
        reopenReason: reason,
      }
      const { minutes } = await keepMinutes(context, meeting, before, content, 'reopened')
      return answerChange(keeping, tools.registry, context, { meeting, minutes, act: 'reopened', by })
    },
  })
