import { fillPlaceholders } from '../../core/lens/format.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { sliderKeys, stopsOf, type SliderKey, type SliderValues } from '../../core/lens/sliders.js';
import { button, el } from './dom.js';

/** One setting's slider: it moves over the stops, and shows its current value. */
class Slider {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly output = el('output', { class: 'figure' });
  private stops: readonly number[] = [];

  constructor(
    private readonly key: SliderKey,
    private readonly texts: PageWords,
    onMoved: () => void,
  ) {
    const id = `slider-${key}`;
    this.input = el('input', { type: 'range', id, min: 0, step: 1, title: texts.sliderHints[key] });
    this.input.addEventListener('input', () => {
      this.say();
      onMoved();
    });
    this.output.htmlFor.add(id);
    const label = el('label', { for: id, title: texts.sliderHints[key] }, texts.sliderNames[key]);
    this.element = el('div', { class: 'slider' }, label, this.input, this.output);
  }

  get value(): number {
    return this.stops[Number(this.input.value)]!;
  }

  /**
   * Sets the slider.
   *
   * @param setting the value in the settings: one of the stops.
   */
  set(value: number, setting: number): void {
    const stops = stopsOf(this.key, setting);
    this.stops = stops.includes(value) ? stops : [...stops, value].sort((a, b) => a - b);
    this.input.max = String(this.stops.length - 1);
    this.input.value = String(this.stops.indexOf(value));
    this.say();
  }

  private say(): void {
    const { texts, key, value } = this;
    const meaning =
      key === 'temperature' && value === 0
        ? texts.sliderGreedy
        : key === 'topK' && value === 0
          ? texts.sliderAll
          : (key === 'topP' && value === 1) || (key === 'minP' && value === 0)
            ? texts.sliderNone
            : '{0}';
    const text = fillPlaceholders(meaning, texts.figures.plain(value));
    this.output.textContent = text;
    this.input.setAttribute('aria-valuetext', text);
  }
}

/** The sliders of sampling, with buttons to reset them to the settings and to save them there. */
export class Sliders {
  readonly element: HTMLElement;
  private readonly sliders: Readonly<Record<SliderKey, Slider>>;
  private readonly back: HTMLButtonElement;
  private readonly write: HTMLButtonElement;
  private settings: SliderValues | undefined;

  /**
   * Creates the sliders.
   *
   * @param onMoved receives their values; undefined once they equal the settings.
   */
  constructor(
    texts: PageWords,
    private readonly onMoved: (values: SliderValues | undefined) => void,
    onWrite: (values: SliderValues) => void,
  ) {
    const moved = (): void => this.moved();
    this.sliders = {
      temperature: new Slider('temperature', texts, moved),
      topK: new Slider('topK', texts, moved),
      topP: new Slider('topP', texts, moved),
      minP: new Slider('minP', texts, moved),
    };
    this.back = button(texts.fromSettings, () => this.reset(), { class: 'secondary' });
    this.write = button(texts.write, () => onWrite(this.values), { id: 'write' });
    this.element = el(
      'fieldset',
      { class: 'sliders' },
      el('legend', {}, texts.sliders),
      ...sliderKeys.map((key) => this.sliders[key].element),
      el('div', { class: 'buttons' }, this.write, this.back),
    );
  }

  get values(): SliderValues {
    const { temperature, topK, topP, minP } = this.sliders;
    return { temperature: temperature.value, topK: topK.value, topP: topP.value, minP: minP.value };
  }

  /**
   * Shows the settings.
   *
   * @param values the values that the user chose; absent where they follow the settings.
   */
  show(settings: SliderValues, values: SliderValues = settings): void {
    this.settings = settings;
    for (const key of sliderKeys) this.sliders[key].set(values[key], settings[key]);
    this.mark();
  }

  private get isMoved(): boolean {
    const { settings, values } = this;
    return settings !== undefined && sliderKeys.some((key) => values[key] !== settings[key]);
  }

  private reset(): void {
    if (this.settings) this.show(this.settings);
    this.onMoved(undefined);
  }

  private moved(): void {
    this.mark();
    this.onMoved(this.isMoved ? this.values : undefined);
  }

  /** A disabled button would lose the focus right after it was pressed. */
  private mark(): void {
    for (const each of [this.back, this.write]) each.setAttribute('aria-disabled', String(!this.isMoved));
  }
}
