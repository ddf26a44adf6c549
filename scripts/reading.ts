import { saidIn, understand } from '../test/reading/plain/tables.ts'
import { judge, type Verdict, workedLines } from '../test/reading/tables.ts'

/** Prints how the worked lines are read: how many fields of how many lines are right, asked, unread, wrong. */
const verdicts: readonly Verdict[] = ['right', 'asked', 'unread', 'wrong']
const lines = workedLines()
const judged = lines.map((line) => ({ line, fields: judge(line) }))
const fields = judged.flatMap((each) => each.fields)
const count = (verdict: Verdict) => fields.filter((field) => field.verdict === verdict).length

for (const { line, fields: read } of judged)
  for (const { name, expected, understood, verdict } of read)
    if (verdict === 'wrong')
      process.stdout.write(
        `${line.file} ${JSON.stringify(line.typed)} ${name}: ${expected || 'nothing'} expected, ${understood || 'nothing'} read\n`,
      )
const wrongLines = judged.filter((each) => each.fields.some(({ verdict }) => verdict === 'wrong')).length
process.stdout.write(
  `${fields.length} fields of ${lines.length} lines: ${verdicts.map((verdict) => `${count(verdict)} ${verdict}`).join(', ')} (in ${wrongLines} lines)\n`,
)

const sentences = await Promise.all(
  saidIn('sentences.md').map(async (said) => ({ said, meant: await understand(said) })),
)
const wrongSentences = sentences.filter(({ said, meant }) => meant !== said.means)
for (const { said, meant } of wrongSentences)
  process.stdout.write(`sentences.md ${JSON.stringify(said.typed)}: ${said.means} expected, ${meant} heard\n`)
const offered = sentences.filter(({ meant }) => /^offer | or /u.test(meant)).length
const unheard = sentences.filter(({ meant }) => meant === 'nothing').length
const ran = sentences.length - offered - unheard
process.stdout.write(
  `${sentences.length} plain sentences: ${ran} are commands, ${offered} are offered, ${unheard} are unheard, ${wrongSentences.length} wrong\n`,
)
process.exitCode = wrongLines + wrongSentences.length === 0 ? 0 : 1
