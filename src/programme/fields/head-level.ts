import { Direction, type Level, Side } from '../../generated/prisma/enums.ts'
import { levelOf } from '../people/levels.ts'
import type { Registry } from '../places/registry.ts'
import { directionSchema } from './direction.ts'
import { titleOf } from './person.ts'

/** Who travels, and by which title somebody leads them. */
interface Delegation {
  readonly pairId: number
  readonly direction: Direction
  readonly headTitle: string | null
}

/** The level of a delegation by its head's title, if the title tells; bare titles are those of whoever travels. */
export const levelByTitle = (
  registry: Registry,
  { pairId, direction, headTitle }: Delegation,
): Level | null => {
  if (headTitle === null) return null
  const sender = direction === Direction.to_recipient ? Side.assisting : Side.recipient
  return levelOf(headTitle, registry.pair(pairId)[sender]) ?? null
}

/** Whether the head has a title from which no level follows: a county's 局长. */
export const isOfNoLevel = (registry: Registry, head: unknown, direction: unknown): boolean => {
  const headTitle = titleOf(head)
  const route = directionSchema.safeParse(direction)
  return (
    headTitle !== undefined && route.success && levelByTitle(registry, { ...route.data, headTitle }) === null
  )
}
