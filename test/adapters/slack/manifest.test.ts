import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { currentFeatures, currentManifest, manifestFile } from '../../../scripts/slack-manifest.ts'
import { limits } from '../../../src/adapters/slack/limits.ts'
import { slackManifest } from '../../../src/adapters/slack/manifest.ts'
import { createCommands } from '../../../src/core/commands.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { locales } from '../../../src/core/request.ts'

const entry = (word: string, summary: string) => ({ word, summary, access: 'everyone' as const })

describe('the manifest of the Slack app', () => {
  it('offers the commands and shortcuts that there are, and asks for no scope without a reason', () => {
    const text = slackManifest(
      [entry('visit', 'Record a visit'), entry('status', 'How a pair stands')],
      [{ callback: 'log', kind: 'message', name: 'Record: "this"', description: 'As a\n- visit' }],
    )
    const manifest = parse(text)
    expect(manifest.features.slash_commands).toMatchObject([
      { command: '/luyu', usage_hint: '[visit | status]' },
    ])
    expect(manifest.features.shortcuts).toEqual([
      { name: 'Record: "this"', type: 'message', callback_id: 'log', description: 'As a\n- visit' },
    ])
    for (const scope of manifest.oauth_config.scopes.bot)
      expect(text).toMatch(new RegExp(`# [^\\n]+\\n {6}- ${scope}\\n`))
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([
      'app_mention',
      'member_joined_channel',
      'message.im',
    ])
  })

  it('keeps within the limits, however many commands there are', () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(`command${index}`, 'words '.repeat(20)))
    const shortcut = {
      callback: 'x',
      kind: 'global' as const,
      name: 'n'.repeat(99),
      description: 'd'.repeat(999),
    }
    const { features, display_information } = parse(slackManifest(many, [shortcut]))
    expect(features.slash_commands[0].usage_hint.length).toBeLessThanOrEqual(1000)
    expect(features.shortcuts[0].name.length).toBeLessThanOrEqual(24)
    expect(features.shortcuts[0].description.length).toBeLessThanOrEqual(150)
    expect(display_information.description.length).toBeLessThanOrEqual(140)
  })

  it('hints at the first words only, so that one more kind of record leaves an installed app as it is', () => {
    const hintOf = (...words: string[]) =>
      parse(
        slackManifest(
          words.map((word) => entry(word, word)),
          [],
        ),
      ).features.slash_commands[0].usage_hint
    expect(hintOf('visit', 'status', 'digest', 'pairs')).toBe('[visit | status | digest | …]')
    expect(hintOf('visit', 'status', 'digest', 'pairs', 'notice')).toBe('[visit | status | digest | …]')
  })

  it('has no empty list of shortcuts', () => {
    expect(parse(slackManifest([], [])).features).not.toHaveProperty('shortcuts')
  })
})

describe('deploy/slack-manifest.yaml', () => {
  it('is what the commands make of it: run `npx tsx scripts/slack-manifest.ts` after changing one', () => {
    expect(readFileSync(manifestFile, 'utf8')).toBe(currentManifest())
  })

  it('names shortcuts that type commands of their own features, within the limits of a name', () => {
    for (const feature of currentFeatures())
      for (const { line, name } of feature.shortcuts ?? []) {
        expect(createCommands([feature]).match(line, true), line).toBeDefined()
        for (const locale of locales)
          expect(translatorOf(locale)(name).length).toBeLessThanOrEqual(limits.shortcutName)
      }
  })

  it('has no more shortcuts than an app may', () => {
    const shortcuts = currentFeatures().flatMap(({ shortcuts = [] }) => shortcuts)
    expect(shortcuts.length).toBeLessThanOrEqual(limits.shortcuts)
    expect(new Set(shortcuts.map(({ callback }) => callback)).size).toBe(shortcuts.length)
  })
})
