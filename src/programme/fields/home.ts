import type { FieldType } from '../../core/form/field.ts'
import type { Registry } from '../places/registry.ts'
import type { DirectionValue } from './direction.ts'

/** Lines are folded. Of 今年以来, 往来, 来自 nobody comes. */
const here =
  /(?<![以近原从本后出往未将上下回起])(?:来访|到访|来(?![自年电信函往]))(?:过|了)?|接待(?:过|了)?|(?<!\p{L})(?:coming|comes?|came|arriving|arrived|visit(?:ed|ing) us)(?!\p{L}|\sup(?!\p{L}))/iu
const there =
  /(?<![过上下进出回失除])(?:出访|去(?!年))(?:过|了)?|(?<!\p{L})(?:going|goes|go|went|travel(?:l?ing|l?ed|s)?)(?!\p{L}|\son(?!\p{L}))/iu

/** Who comes comes to where the person who speaks is, and who goes goes from there, where no place is named. */
export const seenFromHome = (
  directions: FieldType<DirectionValue>,
  registry: Registry,
): FieldType<DirectionValue> => ({
  ...directions,
  recognise: (line, reading) => {
    const { home, sentence = line } = reading
    if (home === undefined || registry.find(sentence).length > 0) return directions.recognise(line, reading)
    const [comes, goes] = [here.exec(line), there.exec(line)]
    const verb = comes ?? goes
    // Coming and going: either.
    if (!verb || (comes && goes)) return []
    const outcome = directions.validate(comes ? `→${home}` : `${home}→`, reading)
    return [{ start: verb.index, end: verb.index + verb[0].length, outcome }]
  },
})
