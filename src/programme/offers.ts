import { type CardAction, lineAction } from '../core/card.ts'
import type { Caller } from '../core/command.ts'
import type { Translator } from '../core/i18n.ts'
import type { ProgrammeFeature } from './feature.ts'
import type { Pair } from './places/registry.ts'

type Features = readonly ProgrammeFeature[]

/** What every feature offers on a card of a pair, or of the whole programme; but for the feature whose card it is. */
export const pairActions = (
  features: Features,
  pair: Pair | undefined,
  translate: Translator,
  own?: string,
): CardAction[] =>
  features.flatMap((feature) => (feature.name === own ? [] : (feature.pairActions?.(pair, translate) ?? [])))

/** What somebody may begin with, as far as they are allowed to: sentences that show how, and buttons. */
export const firstSteps = (
  features: Features,
  may: Caller['may'],
  translate: Translator,
): { readonly hints: readonly string[]; readonly buttons: readonly CardAction[] } => {
  const steps = features.flatMap((feature) => feature.firstSteps ?? []).filter(({ access }) => may(access))
  return {
    hints: steps.flatMap(({ hint }) => (hint ? [translate(hint)] : [])),
    buttons: steps.map(({ label, line }) => lineAction(translate(label), line)),
  }
}
