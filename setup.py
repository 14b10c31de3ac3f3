"""Name the packages: those of checkin/, and resources/, which ships inside the wheel as checkin.resources."""

from setuptools import find_packages, setup

setup(packages=["checkin.resources", *find_packages(include=["checkin", "checkin.*"])])
