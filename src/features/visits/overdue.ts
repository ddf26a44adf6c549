/** An outcome note is due this many workdays after a visit ended. */
export const workdaysForOutcome = 5
