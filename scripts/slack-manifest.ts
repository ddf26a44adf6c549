/** Writes `deploy/slack-manifest.yaml` from the commands and shortcuts of the program. */
import { writeFileSync } from 'node:fs'
import { slackManifest } from '../src/adapters/slack/manifest.ts'
import { createFeatures } from '../src/app/app.ts'
import { shortcuts } from '../src/app/shortcuts.ts'
import { createCommands } from '../src/core/commands.ts'
import { translatorOf } from '../src/core/i18n.ts'
import { createRegistry } from '../src/programme/places/load.ts'

export const manifestFile = new URL('../deploy/slack-manifest.yaml', import.meta.url)

export const currentManifest = (): string => {
  const translate = translatorOf('en')
  // Names, aliases and summaries of commands are the same whatever places there are.
  const registry = createRegistry({ places: [], pairs: [], offices: [] })
  const features = createFeatures(registry, { digestCron: '0 9 * * 1', dataDirectory: 'data', locale: 'en' })
  return slackManifest(
    createCommands(features).menu(translate),
    shortcuts.map(({ callback, kind, name, description }) => ({
      callback,
      kind,
      name: translate(name),
      description: translate(description),
    })),
  )
}

if (process.argv[1] === import.meta.filename) writeFileSync(manifestFile, currentManifest())
