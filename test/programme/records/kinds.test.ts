import { beforeAll, describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { locales } from '../../../src/core/request.ts'
import type { Database } from '../../../src/db/database.ts'
import type { Content, RecordKind } from '../../../src/programme/records/kind.ts'
import { testDatabase } from '../../harness/database.ts'
import { allFeatures } from '../../harness/registry.ts'

const made = allFeatures()

const prefixes = made.flatMap(({ records }) => records?.prefix ?? [])
const kinds = made.flatMap((feature) =>
  feature.records?.kind ? [{ feature, kind: feature.records.kind }] : [],
)

it('references of two kinds never look the same', () => {
  expect(prefixes.length).toBeGreaterThan(0)
  expect(new Set(prefixes).size).toBe(prefixes.length)
  for (const prefix of prefixes) expect(prefix).toMatch(/^[A-Z]+$/)
})

describe.each(kinds.map(({ feature, kind }) => ({ name: kind.feature, feature, kind })))(
  '$name',
  ({ feature, kind }) => {
    let database: Database
    let checks: Map<string, string>
    beforeAll(async () => {
      database = await testDatabase()
      const rows = await database.client.$queryRaw<Array<{ name: string; definition: string }>>`
      SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE conrelid = ${kind.table}::regclass`
      checks = new Map(rows.map(({ name, definition }) => [name, definition]))
    })

    const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

    it('offers what every kind offers', () => {
      expect(kind.feature).toBe(feature.name)
      const names = feature.commands.map(({ name }) => name)
      for (const verb of ['list', 'show', 'edit', 'cancel']) expect(names).toContain(`${kind.word} ${verb}`)
      expect(
        feature.commands.filter(({ name, byDefault }) => byDefault && name.startsWith(`${kind.word} `)),
      ).toHaveLength(1)
      expect(feature.undo).toBeDefined()
      expect(feature.digest).toBeDefined()
      expect(feature.status).toBeDefined()
    })

    it('has words for itself, its fields and its phases, and a state for what is cancelled', () => {
      for (const translate of locales.map(translatorOf)) {
        const said = [kind.noun, kind.listLabel, kind.referenceExample, ...Object.values(kind.phases)]
        const labels = Object.values(kind.fields).map(({ label }) => label)
        for (const key of [...said, ...labels]) expect(translate(key).trim(), key).not.toBe('')
        expect(new Set(labels.map((label) => translate(label))).size).toBe(labels.length)
        expect(translate(kind.referenceExample)).toMatch(new RegExp(`^${kind.prefix}-\\d{4}-\\d{4}$`))
      }
      expect(Object.keys(kind.phases)).toContain('cancelled')
    })

    it('says of every column of its content which field it belongs to', () => {
      const shared = ['pairId', 'state', 'cancelReason']
      const columns = Object.values(kind.fields).flatMap((field) => field.columns as readonly string[])
      expect(new Set([...columns, ...shared])).toEqual(
        new Set([...Object.keys(kind.content.shape), ...shared]),
      )
    })

    it('has a table that refuses what cannot be', () => {
      const { table } = kind
      expect(checks.get(`${table}_reference_form`)).toContain(`^${kind.prefix}-`)
      expect(checks.get(`${table}_version_counted`)).toMatch(/version >= 1/)
      expect(checks.get(`${table}_cancel_reason_of_cancelled`)).toMatch(
        /cancel_reason IS NULL.* OR .*state = 'cancelled'/,
      )
      expect(checks.get(`${table}_pair_id_fkey`)).toMatch(/REFERENCES pair\(id\).*ON DELETE RESTRICT/)
      for (const field of Object.values<RecordKind<Content>['fields'][string]>(kind.fields))
        if (field.given === 'later')
          for (const name of field.columns)
            expect(
              [...checks.values()].some(
                (check) =>
                  (check.includes('state') && check.includes(`${column(name)} IS NOT NULL`)) ||
                  (check.includes(`${column(name)} IS NULL`) && check.includes(' OR ')),
              ),
              `a check that a state, or the day on which it is filed, goes with ${name}`,
            ).toBe(true)
    })

    it('has a table whose references are unique, and which is read by pair', async () => {
      const rows = await database.client.$queryRaw<Array<{ definition: string }>>`
      SELECT indexdef AS definition FROM pg_indexes WHERE tablename = ${kind.table}`
      const definitions = rows.map(({ definition }) => definition)
      expect(definitions.some((index) => /UNIQUE .*\(reference\)/.test(index))).toBe(true)
      expect(definitions.some((index) => /\(pair_id/.test(index))).toBe(true)
    })
  },
)
