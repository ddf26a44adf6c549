import type { FeatureFactory } from '../../programme/feature.ts'
import { help } from './help.command.ts'

/** What can be asked, from the features themselves. */
export const createHelp: FeatureFactory = (tools) => ({
  name: 'help',
  commands: [help(tools)],
  shortcuts: [
    {
      callback: 'help',
      kind: 'global',
      line: '/help',
      name: 'help.shortcut',
      description: 'help.shortcut.about',
    },
  ],
  firstSteps: [{ label: 'help.button', line: '/help', access: 'everyone' }],
})
