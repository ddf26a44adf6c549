import type { Claim, Outcome } from '../../core/form/field.ts'
import type { NameClaim, Place, Registry } from '../places/registry.ts'

/** What the ways of telling a route need to know; `read` says what two ends mean, an end without places allowing all. */
export interface Routes<Route> {
  readonly registry: Registry
  read(from: readonly Place[], to: readonly Place[]): Outcome<Route>
  /** Both directions of the pairs that the places name. */
  either(places: readonly Place[]): Outcome<Route>
  /** Reads a whole text as a route. */
  validate(text: string): Outcome<Route>
}

/** One way in which a line says a route: every claim that it finds there. */
export type Telling = <Route>(
  line: string,
  named: readonly NameClaim[],
  routes: Routes<Route>,
) => Claim<Route>[]
