# `make` lists what can be made. Every target sets up what it needs first (.ci/prepare).
python := .venv/bin/python
offscreen := QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.PHONY: help run test bench soak pictures format clean

help:
	@echo 'make run     try it: the demo event in a window; without a display, its tour as pictures'
	@echo 'make test    format, lint, types, architecture, tests'
	@echo 'make soak    the long tests'
	@echo 'make bench   how fast it is, on this machine'
	@echo 'make pictures the pictures of the README, from the tour'
	@echo 'make format  lay out the code, and mend what can be mended'
	@echo 'make clean   remove all that make made, .venv included'

run:
	@.ci/prepare
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(python) -m checkin demo; \
	else \
		echo 'There is no display here, so the tour is played instead: the main job, in the real windows.'; \
		$(python) -m checkin tour tour-pictures && echo 'Its pictures and files are in tour-pictures/'; \
	fi

# pytest comes last, so that its summary closes the output. Each core takes a part of the tests: --dist worksteal keeps
# the tests of a file together as long as it can. More than four at once would want more memory than a laptop has.
test:
	@.ci/prepare test
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy
	.venv/bin/lint-imports
	$(offscreen) $(python) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

soak:
	@.ci/prepare test
	$(offscreen) $(python) -m pytest -m soak

bench:
	@.ci/prepare bench
	$(offscreen) $(python) -m tests.bench

pictures:
	@.ci/prepare
	rm -rf tour-pictures && QT_QPA_PLATFORM=offscreen $(python) -m checkin tour tour-pictures
	mkdir -p docs/pictures
	for picture in already-in look-alikes columns check newer-list badges designer person online attendance \
		room-and-online closing; do \
		cp tour-pictures/[0-9][0-9]-$$picture.png docs/pictures/$$picture.png; done
	cp tour-pictures/*-welcome-by-scan.png docs/pictures/door.png

format:
	@.ci/prepare
	$(python) -m ruff format .
	$(python) -m ruff check --fix .

clean:
	rm -rf .venv build dist *.egg-info tour-pictures .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
