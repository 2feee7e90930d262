// How Broadsheet introduces itself to every server, with a place to write to.

export const USER_AGENT = 'Broadsheet/0.1 (desktop news reader; +https://broadsheet.example/about-requests)'
