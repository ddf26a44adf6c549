import type { Card } from '../../../core/card.ts'
import { translatorOf } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { publicView, type View } from '../../../programme/records/show.ts'
import type { Meeting } from '../content.ts'
import type { meetingNotices } from '../notices/notices.ts'

/** One notice for several meetings of a series, to each channel and each person that would hear of one of them. */
export const tellOfSeries = async (
  notices: ReturnType<typeof meetingNotices>,
  context: ProgrammeContext,
  meeting: Meeting,
  said: { readonly key: string; readonly topic?: string; cardFor(view: View): Card },
): Promise<void> => {
  const { clock, send } = context
  for (const { to, locale, names, private: alone } of await notices.audienceOf(context, meeting, undefined))
    await send({
      to,
      locale,
      card: said.cardFor(publicView(clock.today(), translatorOf(locale), names)),
      ...(said.topic !== undefined && !alone && { topic: said.topic, anew: true }),
      key: `meetings.series:${said.key}:${to}`,
    })
}
