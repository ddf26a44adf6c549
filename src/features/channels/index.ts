import type { FeatureFactory } from '../../programme/feature.ts'
import { bindChannel } from './bind.command.ts'
import { checkChannel } from './check.command.ts'
import { setLanguage } from './language.command.ts'
import { listChannels } from './list.command.ts'
import { setNames } from './names.command.ts'
import { setNotices } from './notices.command.ts'
import { channelSettings } from './settings.ts'
import { showChannel } from './show.command.ts'
import { unbindChannel } from './unbind.command.ts'

/** Which conversation speaks for which pair, in which language, and how much. */
export const createChannels: FeatureFactory = (tools) => ({
  name: 'channels',
  commands: [
    bindChannel(tools),
    unbindChannel(tools),
    listChannels(tools),
    checkChannel(tools),
    setLanguage(tools),
    showChannel(tools),
    setNotices(tools),
    setNames(tools),
  ],
  channelSettings,
})
