import { demoPictures } from '../commerce/sample-shop.ts';

/** The HTML with the demo shop's pictures taken from the server that shows it: where their address leads, no machine is. */
export function withLocalPictures(html: string): string {
  return html.replaceAll(`${demoPictures}/`, '/pictures/');
}

/** The name of the demo shop's picture that a server is asked for, if it is. */
export function pictureName(url: string): string | undefined {
  return /^\/pictures\/([a-z0-9-]+\.(?:jpg|png))$/.exec(url)?.[1];
}
