/** Before the tests that start the program: it is built, if its sources have changed. */
import { ensureBuilt } from '../../scripts/built.mjs'

export const setup = (): void => {
  if (ensureBuilt() !== 0) throw new Error('the program could not be built')
}
