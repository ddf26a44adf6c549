import { channelsTold, isHere } from '../../programme/audience.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { type TellWords, tell } from '../../programme/records/tell.ts'
import { type Inspection, type InspectionContent, isOpen } from './content.ts'
import type { InspectionKind } from './kind.ts'

const words: TellWords = {
  title: 'inspections.title',
  several: (translate, count) => translate('inspections.more', { count }),
  more: (translate, count) => translate('inspections.more', { count }),
}

/** What is to be rectified is told to its pair, once: in its channels, but for the one in which it was written down. */
export const tellPair = async (
  context: ProgrammeContext,
  kind: InspectionKind,
  { registry }: Pick<FeatureTools, 'registry'>,
  inspection: Inspection,
  before: InspectionContent | undefined,
): Promise<number> => {
  if (!isOpen(inspection) || (before && isOpen(before))) return 0
  const { reference, project } = inspection
  const channels = await channelsTold(context.transaction, [inspection.pairId], 'reminder')
  return tell(context, { kind, registry, words }, [
    {
      record: inspection,
      to: channels.filter((channel) => !isHere(context, channel)),
      key: `inspections.open:${reference}`,
      said: (translate) => translate('inspections.told', { reference, project: project ?? 'none' }),
    },
  ])
}
