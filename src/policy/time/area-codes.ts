/** A place of the North American plan: the state by USPS, or the country, and the clocks of the people there. */
export interface AreaPlace {
  readonly country: string;
  /** Of the United States. */
  readonly state?: string;
  /** IANA zones, from east to west. */
  readonly zones: readonly string[];
}

const zones: Readonly<Record<string, string>> = {
  E: 'America/New_York',
  C: 'America/Chicago',
  M: 'America/Denver',
  Z: 'America/Phoenix',
  P: 'America/Los_Angeles',
  A: 'America/Anchorage',
  H: 'Pacific/Honolulu',
};

/**
 * The states with the letters of their clocks and their area codes. Source: NANPA, assignments in service on 2026-11-27;
 * a code that is not listed counts as unknown, and the strictest hours hold for it.
 */
const states = `
AL C 205 251 256 334 659 938
AK AH 907
AZ MZ 480 520 602 623 928
AR C 327 479 501 870
CA P 209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 747 760 805 818 820 831 840 858 909 916 925 949 951
CO M 303 719 720 970 983
CT E 203 475 860 959
DC E 202 771
DE E 302
FL EC 239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954
GA E 229 404 470 478 678 706 762 770 912 943
HI H 808
IA C 319 515 563 641 712
ID MP 208 986
IL C 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872
IN EC 219 260 317 463 574 765 812 930
KS CM 316 620 785 913
KY EC 270 364 502 606 859
LA C 225 318 337 504 985
MA E 339 351 413 508 617 774 781 857 978
MD E 227 240 301 410 443 667
ME E 207
MI EC 231 248 269 313 517 586 616 734 810 906 947 989
MN C 218 320 507 612 651 763 952
MO C 235 314 417 557 573 636 660 816 975
MS C 228 601 662 769
MT M 406
NC E 252 336 472 704 743 828 910 919 980 984
ND CM 701
NE CM 308 402 531
NH E 603
NJ E 201 551 609 640 732 848 856 862 908 973
NM M 505 575
NV MP 702 725 775
NY E 212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934
OH E 216 220 234 283 326 330 380 419 440 513 567 614 740 937
OK C 405 539 572 580 918
OR MP 458 503 541 971
PA E 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
RI E 401
SC E 803 821 839 843 854 864
SD CM 605
TN EC 423 615 629 731 865 901 931
TX CM 210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979
UT M 385 435 801
VA E 276 434 540 571 686 703 757 804 826 948
VT E 802
WA P 206 253 360 425 509 564
WI C 262 274 353 414 534 608 715 920
WV E 304 681
WY M 307`;

/** The other countries and territories of the plan; source as above. */
const others = `
CA 204 226 236 249 250 257 263 273 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942
PR 787 939
VI 340
GU 671
AS 684
MP 670
DO 809 829 849
JM 658 876
BS 242
BB 246
AI 264
AG 268
VG 284
KY 345
BM 441
GD 473
TC 649
MS 664
SX 721
LC 758
DM 767
VC 784
TT 868
KN 869`;

let places: ReadonlyMap<string, AreaPlace> | undefined;

/** The place that an area code is for; undefined for one that is not listed. @param code three digits, such as `212` */
export function areaPlace(code: string): AreaPlace | undefined {
  places ??= new Map([...ofStates(), ...ofOthers()]);
  return places.get(code);
}

function* ofStates(): Iterable<[string, AreaPlace]> {
  for (const line of states.trim().split('\n')) {
    const [state = '', letters = '', ...codes] = line.split(' ');
    const place = { country: 'US', state, zones: [...letters].map((letter) => zones[letter] ?? 'America/New_York') };
    for (const code of codes) yield [code, place];
  }
}

function* ofOthers(): Iterable<[string, AreaPlace]> {
  for (const line of others.trim().split('\n')) {
    const [country = '', ...codes] = line.split(' ');
    for (const code of codes) yield [code, { country, zones: [] }];
  }
}
