import { UserError } from '../../core/errors.ts'
import { formButton } from '../../core/form/button.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Minuted } from '../../programme/meeting-offers.ts'
import { cancelled } from '../../programme/records/kind.ts'
import { type DecisionContent, isOpen } from './content.ts'

/** Who keeps the minutes of meetings, if anybody does. */
export const minutedBy = ({ features }: Pick<FeatureTools, 'features'>): Minuted | undefined =>
  features().find(({ minuted }) => minuted)?.minuted

/** The meetings that two versions of an item name. */
export const meetingsOf = (...versions: ReadonlyArray<DecisionContent | undefined>): string[] => [
  ...new Set(versions.flatMap((one) => one?.meeting ?? [])),
]

/** Both say that the same was agreed; a day that was postponed for a reason is no other agreement. */
const sameAgreement = (one: DecisionContent, other: DecisionContent): boolean =>
  (['pairId', 'about', 'meeting', 'assistingOwner', 'recipientOwner'] as const).every(
    (column) => one[column] === other[column],
  ) &&
  (one.state === cancelled) === (other.state === cancelled) &&
  (one.dueOn === other.dueOn || one.postponements !== other.postponements)

/** What both sides have confirmed in the minutes of a meeting changes with these only. Throws `UserError`. */
export const requireUnlocked = async (
  { transaction, translate }: ProgrammeContext,
  tools: Pick<FeatureTools, 'features'>,
  decision: DecisionContent,
  before: (DecisionContent & { readonly reference: string }) | undefined,
): Promise<void> => {
  if (before && sameAgreement(decision, before)) return
  for (const meeting of meetingsOf(before, decision)) {
    const standing = await minutedBy(tools)?.standing(transaction, meeting)
    if (!standing?.isLocked) continue
    const said = notice('decisions.locked', { meeting })
    // Another meeting can be named, unless it is the item's own: then nothing is to be filled in.
    if (!before || before.meeting !== meeting) throw new UserError(said, 'meeting')
    const { reference } = before
    throw new UserError(said, undefined, [
      ...(isOpen(before)
        ? [formButton(translate('decisions.button.postpone'), 'decision postpone', { reference })]
        : []),
      formButton(translate('decisions.button.reopen'), 'meeting reopen', { reference: meeting }),
    ])
  }
}
