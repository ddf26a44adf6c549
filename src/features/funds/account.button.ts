import { type CardAction, lineAction } from '../../core/card.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { placeName } from '../../programme/places/registry.ts'
import type { Draft } from './content.ts'

/** Where whoever cannot enter something sees what there is: the pair's account. */
export const accountButton = (
  { translate }: Pick<ProgrammeContext, 'translate'>,
  { registry }: Pick<FeatureTools, 'registry'>,
  { pairId }: Pick<Draft, 'pairId'>,
): CardAction => {
  const place = placeName(registry.pair(pairId).recipient, translate.locale)
  return lineAction(translate('funds.button.account'), `/fund account pair:"${place}"`)
}
