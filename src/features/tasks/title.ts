import type { Translator } from '../../core/i18n.ts'
import type { FeatureTools } from '../../programme/feature.ts'

/** What a task is called; its name when no feature of this build has it. */
export const titleOf = (tools: FeatureTools, name: string, translate: Translator): string => {
  const task = tools.features().flatMap(({ tasks }) => tasks?.find((one) => one.name === name) ?? [])[0]
  return task ? translate(task.title) : name
}
