import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { features as factories } from '../features/index.ts'
import { createCalendar } from '../programme/calendar.ts'
import type { FeatureTools, ProgrammeFeature, Publisher } from '../programme/feature.ts'
import type { Registry } from '../programme/places/registry.ts'
import { createProjectRules } from '../programme/project-rules.ts'

const publisherOf = (configured: string): Publisher => {
  const identifier = configured.replace(/\s.*$/u, '')
  return { identifier, name: configured.slice(identifier.length).trim() }
}

/** Every feature of the program over a registry. */
export const createFeatures = (
  registry: Registry,
  config: Pick<Config, 'digestCron' | 'dataDirectory' | 'locale' | 'ladderWorkdays' | 'fundLimit'> &
    Partial<Pick<Config, 'publicUrl' | 'administrators' | 'publisher'>> &
    Pick<FeatureTools, 'startLinks'>,
) => {
  const holidays = join(config.dataDirectory, 'holidays.json')
  const calendar = createCalendar(existsSync(holidays) ? { extra: holidays } : {})
  const rules = join(config.dataDirectory, 'project-rules.json')
  const projectRules = createProjectRules(existsSync(rules) ? { extra: rules } : {})
  const made: ProgrammeFeature[] = []
  const {
    digestCron,
    ladderWorkdays,
    fundLimit,
    administrators = [],
    locale: defaultLocale,
    publicUrl,
    publisher,
    startLinks = () => [],
  } = config
  const tools: FeatureTools = {
    registry,
    calendar,
    digestCron,
    ladderWorkdays,
    projectRules,
    administrators,
    fundLimit,
    defaultLocale,
    publicUrl,
    publisher: publisher === undefined ? undefined : publisherOf(publisher),
    startLinks,
    features: () => made,
  }
  made.push(...factories.map((create) => create(tools)))
  return made
}
