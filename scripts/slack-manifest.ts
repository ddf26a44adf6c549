/** Writes `deploy/slack-manifest.yaml` from the commands and shortcuts of the program. */
import { writeFileSync } from 'node:fs'
import { slackManifest } from '../src/adapters/slack/manifest.ts'
import { createFeatures } from '../src/app/features.ts'
import { createCommands } from '../src/core/commands.ts'
import { translatorOf } from '../src/core/i18n.ts'
import { createRegistry } from '../src/programme/places/load.ts'

export const manifestFile = new URL('../deploy/slack-manifest.yaml', import.meta.url)

/** The features of the program. Their names, aliases and summaries are the same whatever places there are. */
export const currentFeatures = () =>
  createFeatures(createRegistry({ places: [], pairs: [], offices: [] }), {
    digestCron: '0 9 * * 1',
    ladderWorkdays: [3, 5, 10],
    fundLimit: '1000000.00',
    dataDirectory: 'data',
    locale: 'en',
  })

export const currentManifest = (): string => {
  const translate = translatorOf('en')
  const features = currentFeatures()
  return slackManifest(
    createCommands(features).menu(translate),
    features
      .flatMap(({ shortcuts = [] }) => shortcuts)
      .map(({ callback, kind, name, description }) => ({
        callback,
        kind,
        name: translate(name),
        description: translate(description),
      })),
  )
}

if (process.argv[1] === import.meta.filename) writeFileSync(manifestFile, currentManifest())
