import { lineAction } from '../../core/card.ts'
import { translatorOf } from '../../core/i18n.ts'
import { localeFrom } from '../../core/request.ts'
import type { ProgrammeFeature } from '../../programme/feature.ts'
import { noticeLevels } from './notices.command.ts'

/** The channel's language, what is said in it unasked, and whether persons are named. */
export const channelSettings: NonNullable<ProgrammeFeature['channelSettings']> = (
  { translate },
  { locale, notices, names },
) => {
  const other = localeFrom(locale) === 'en' ? 'zh-CN' : 'en'
  const next = names ? 'hidden' : 'shown'
  return [
    {
      label: 'channels.lang.language',
      value: translate(`channels.language.${localeFrom(locale)}`),
      // Whoever needs the other language reads that.
      buttons: [lineAction(translatorOf(other)('channels.button.language'), `/lang ${other} channel`)],
    },
    {
      label: 'channels.notices.label',
      value: translate(`channels.notices.${notices}`),
      buttons: noticeLevels
        .filter((level) => level !== notices)
        .map((level) =>
          lineAction(
            translate('channels.button.notices', { notices: translate(`channels.notices.${level}`) }),
            `/channel notices ${level}`,
          ),
        ),
    },
    {
      label: 'channels.names.label',
      value: translate(names ? 'channels.names.shown' : 'channels.names.hidden'),
      buttons: [lineAction(translate(`channels.names.turn.${next}`), `/channel names ${next}`)],
    },
  ]
}
