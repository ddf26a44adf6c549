/** Yuan as exact decimal text, in fen, for sums; a thing that is not given is nothing. */
export const fenOf = (yuan: string | null | undefined): bigint => {
  const [whole = '0', decimals = ''] = (yuan ?? '0').split('.')
  return BigInt(`${whole}${decimals.slice(0, 2).padEnd(2, '0')}`)
}

/** Fen as yuan with two places; below zero too. */
export const yuanOf = (fen: bigint): string => {
  const digits = `${fen < 0n ? -fen : fen}`.padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A share in percent, rounded to a tenth; undefined of nothing. */
export const percentOf = (part: bigint, whole: bigint): string | undefined => {
  if (whole <= 0n) return undefined
  const tenths = `${(part * 1000n + whole / 2n) / whole}`.padStart(2, '0')
  return `${tenths.slice(0, -1)}.${tenths.slice(-1)}`.replace(/\.0$/u, '')
}
