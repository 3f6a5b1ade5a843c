// Frames as high as their mails, and filters that need no button.
for (const frame of document.querySelectorAll('iframe.mail')) {
  const measure = () => {
    const page = frame.contentDocument?.documentElement;
    if (page) frame.style.height = `${page.offsetHeight}px`;
  };
  frame.addEventListener('load', measure);
  addEventListener('resize', measure);
  measure();
}
for (const choice of document.querySelectorAll('form.search select')) {
  choice.addEventListener('change', () => choice.form.requestSubmit());
}
