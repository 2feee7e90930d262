// The reader's languages as the environment gives them: LANGUAGE, then the locale, as BCP 47 with the best first.

export function systemLanguages(env: Record<string, string | undefined> = process.env): string[] {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG
  const wanted = [...(env.LANGUAGE ?? '').split(':'), locale ?? '', Intl.DateTimeFormat().resolvedOptions().locale]
  const tags = wanted.map(languageTag).filter((tag) => tag !== null)
  return tags.length > 0 ? [...new Set(tags)] : ['en']
}

/** 'de_AT.UTF-8' → 'de-AT'; null: no language ('C', 'POSIX'). */
function languageTag(locale: string): string | null {
  const tag = locale.replace(/[.@].*$/, '').replaceAll('_', '-')
  if (!tag || /^(c|posix)$/i.test(tag)) return null
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
