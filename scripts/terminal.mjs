const languages = ['zh-CN', 'en']

/** The language of LOCALE, else that of the terminal (LANG). */
export const localeOfTerminal = ({ LOCALE, LC_ALL, LC_MESSAGES, LANG }) => {
  const ofTerminal = /^en/iu.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'zh-CN'
  return languages.find((one) => one === LOCALE) ?? ofTerminal
}
