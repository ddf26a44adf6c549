import { UserError } from '../../../core/errors.ts'
import { quoted } from '../../../core/fields/outcome.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { MeetingContent } from '../content.ts'
import { entriesOf } from './entries.ts'

const personsOf = (kept: string | null | undefined): string[] =>
  entriesOf(kept).flatMap((entry) => (entry.kind === 'person' ? [entry.name] : []))

type Invitation = Pick<MeetingContent, 'pairId' | 'invited'>

/**
 * Only an officer whom the program knows can be asked and reminded, and only a meeting of the whole programme invites all
 * pairs. Looks at what differs from `before`; throws `UserError`.
 */
export const checkInvited = async (
  { transaction }: ProgrammeContext,
  { pairId, invited }: Invitation,
  before: Invitation | undefined,
): Promise<void> => {
  if (pairId !== null && entriesOf(invited).some(({ kind }) => kind === 'all'))
    throw new UserError(notice('meetings.invited.allOfPair'), 'invited')
  const known = personsOf(before?.invited)
  for (const name of personsOf(invited)) {
    if (known.includes(name)) continue
    const officer = await transaction.officer.count({
      where: { active: true, name: { equals: name, mode: 'insensitive' } },
    })
    if (officer === 0)
      throw new UserError(notice('meetings.invited.unknownPerson', { name: quoted(name) }), 'invited')
  }
}
