import type { FeatureFactory } from '../../programme/feature.ts'
import { bindChannel } from './bind.command.ts'
import { checkChannel } from './check.command.ts'
import { setLanguage } from './language.command.ts'
import { listChannels } from './list.command.ts'
import { unbindChannel } from './unbind.command.ts'

/** Which conversation speaks for which pair, and in which language. */
export const createChannels: FeatureFactory = (tools) => ({
  name: 'channels',
  commands: [
    bindChannel(tools),
    unbindChannel(tools),
    listChannels(tools),
    checkChannel(tools),
    setLanguage(tools),
  ],
})
