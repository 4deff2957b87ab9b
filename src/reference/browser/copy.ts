/** Puts an address on the clipboard, and says that it is there. */

const shownMs = 1500;

/** Pages without TLS have no clipboard of the newer kind. */
const copyBySelection = (text: string): boolean => {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  document.body.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without TLS, and every browser has it
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
};

const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
};

export const copyAddress = async (button: HTMLButtonElement, address: string): Promise<void> => {
  const isCopied = await copyText(address);
  const { textContent: label } = button;
  button.textContent = isCopied ? 'Copied' : 'Not allowed';
  button.disabled = true;
  setTimeout(() => {
    button.textContent = label;
    button.disabled = false;
  }, shownMs);
};
