/**
 * HTML whose texts have "e-mail" with a hyphen at which no line breaks: an ordinary one leaves an "e-" at the end of a line
 * on a phone. Tags and what is in them stay as they are.
 */
export function unbroken(html: string): string {
  return html.replace(/>[^<]+/g, (text) => text.replace(/\b([Ee])-mail/g, '$1\u2011mail'));
}
