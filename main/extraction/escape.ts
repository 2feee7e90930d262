// Writes text so that it stays text.

export const escapeText = (text: string): string =>
  /[&<>\u00a0]/.test(text)
    ? text.replace(/[&<>\u00a0]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&nbsp;'))
    : text

export const escapeValue = (text: string): string =>
  /[&<>"\u00a0]/.test(text)
    ? text.replace(/[&<>"\u00a0]/g, (c) =>
        c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '"' ? '&quot;' : '&nbsp;',
      )
    : text
