/** An `XMLHttpRequest` that does what a test tells it to. */
export class ScriptedRequest extends EventTarget {
  readonly upload = new EventTarget();
  readonly sentHeaders: Record<string, string> = {};
  method = '';
  url = '';
  body: unknown;
  status = 0;
  responseText = '';
  isAborted = false;
  private answered: Record<string, string> = {};

  open(method: string, url: string): void {
    [this.method, this.url] = [method, url];
  }

  setRequestHeader(name: string, value: string): void {
    this.sentHeaders[name] = value;
  }

  send(body: unknown): void {
    this.body = body;
  }

  abort(): void {
    this.isAborted = true;
    this.end('abort');
  }

  getResponseHeader(name: string): string | null {
    return this.answered[name] ?? null;
  }

  progress(loaded: number, total: number): void {
    const event = Object.assign(new Event('progress'), { loaded, total, lengthComputable: true });
    this.upload.dispatchEvent(event);
  }

  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.status = status;
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body);
    this.answered = headers;
    this.end('load');
  }

  break(): void {
    this.end('error');
  }

  private end(how: string): void {
    this.dispatchEvent(new Event(how));
    this.dispatchEvent(new Event('loadend'));
  }
}
