import { type Block, text } from '../../../core/card.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import type { Meeting } from '../content.ts'
import { unreachable } from './invited.ts'

/** Says which of the units that were just invited nobody can be told of. */
export const unreachableNotes = async (
  registry: Registry,
  { transaction, translate }: ProgrammeContext,
  meeting: Meeting,
  before: Meeting | undefined,
): Promise<Block[]> => {
  if (meeting.state === 'cancelled' || before?.invited === meeting.invited) return []
  const units = await unreachable(transaction, registry, meeting)
  if (units.length === 0) return []
  const list = units.join(translate('meetings.invited.mark'))
  return [text(translate('meetings.invited.unreachable', { units: list }), 'warning')]
}
