/**
 * Features that some mail programs lack, and that a mail does without: by their names at caniemail.com, each with what
 * is seen instead.
 */
export const graceful: Readonly<Record<string, string>> = {
  'css-at-media': 'headlines stay large on a phone',
  'css-border-radius': 'corners are square',
  'css-border-spacing': 'Outlook takes the attribute cellspacing',
  'css-box-shadow': 'the shadow is missing',
  'css-cursor': 'the pointer stays as it is',
  'css-height': 'pictures take their height from their width',
  'css-max-height': 'hides the preheader, which display: none hides already',
  'css-opacity': 'hides the preheader, which display: none hides already',
  'css-outline': 'of pictures, which have none',
  'css-overflow': 'hides the preheader, which display: none hides already',
  'css-overflow-wrap': 'long words run on',
  'css-table-layout': 'columns take the width of their content',
  'css-text-wrap': 'headlines fill their lines',
  'css-white-space': 'prices have no space to break at',
  'css-word-break': 'Japanese lines break between any two characters',
  'css-word-spacing': 'asks for what is usual',
  'html-body': 'the ground is on the element inside it, too',
  'html-aria-label': 'screen readers read the text of the element',
};
