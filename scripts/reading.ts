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
process.exitCode = wrongLines === 0 ? 0 : 1
